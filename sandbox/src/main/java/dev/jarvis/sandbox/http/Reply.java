package dev.jarvis.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A well-formed answer. */
public record Reply(int status, List<Header> headers, byte[] body) implements Answer {

    private static final byte[] NOTHING = {};

    public Reply {
        headers = List.copyOf(headers);
    }

    public static Reply json(int status, JsonNode node) {
        return of(status, "application/json; charset=utf-8", Json.write(node));
    }

    public static Reply text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply html(int status, String html) {
        return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply empty(int status) {
        return new Reply(status, List.of(), NOTHING);
    }

    public static Reply redirect(String location) {
        return empty(302).with("Location", location);
    }

    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, List.of(new Header("Content-Type", contentType)), body);
    }

    public Reply with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Reply(status, more, body);
    }

    public Reply withBody(byte[] other) {
        return new Reply(status, headers, other);
    }

    /** Status line and headers as sent, with this length of body announced. */
    public byte[] head(long contentLength) {
        StringBuilder head = statusLine();
        if (status != 204) {
            head.append("Content-Length: ").append(contentLength).append("\r\n");
        }
        return latin1(head.append("\r\n"));
    }

    /** Status line and headers of a chunked answer. */
    public byte[] chunkedHead() {
        return latin1(statusLine().append("Transfer-Encoding: chunked\r\n\r\n"));
    }

    /** The whole answer as sent. */
    public byte[] wire() {
        byte[] head = head(body.length);
        ByteArrayOutputStream wire = new ByteArrayOutputStream(head.length + body.length);
        wire.writeBytes(head);
        wire.writeBytes(body);
        return wire.toByteArray();
    }

    @Override
    public void writeTo(Connection connection) throws IOException {
        connection.send(wire());
    }

    private StringBuilder statusLine() {
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(reason())
                .append("\r\n");
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return head;
    }

    private String reason() {
        return status < 400 ? "OK" : "Refused";
    }

    private static byte[] latin1(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
