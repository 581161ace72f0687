package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Hands a finished mail to Gmail: inside JSON, or beside it where it is large (multipart/related, RFC 2387). */
final class Outgoing {
    /** Google recommends plain requests up to 5 MB; base64 in JSON makes a third more of it. */
    private static final int MOST_IN_JSON = 3 * 1024 * 1024;

    static boolean fitsIntoJson(int bytes) {
        return bytes <= MOST_IN_JSON;
    }

    private Outgoing() {}

    static Request message(GmailIntegration gmail, byte[] mime, @Nullable String threadId) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (threadId != null) json.put("threadId", threadId);
        if (!fitsIntoJson(mime.length)) return large(Request.post(gmail.upload("/messages/send")), json, mime);
        return Request.post(gmail.mine("/messages/send")).json(json.put("raw", base64url(mime)));
    }

    static Request draft(GmailIntegration gmail, byte[] mime, @Nullable String threadId) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode message = json.putObject("message");
        if (threadId != null) message.put("threadId", threadId);
        if (!fitsIntoJson(mime.length)) return large(Request.post(gmail.upload("/drafts")), json, mime);
        message.put("raw", base64url(mime));
        return Request.post(gmail.mine("/drafts")).json(json);
    }

    private static String base64url(byte[] mime) {
        return Base64.getUrlEncoder().encodeToString(mime);
    }

    private static Request large(Request request, ObjectNode json, byte[] mime) {
        String boundary = "jarvis-" + UUID.randomUUID();
        byte[] head = utf8(
                "--%1$s\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n%2$s\r\n--%1$s\r\nContent-Type: message/rfc822\r\n\r\n"
                        .formatted(boundary, json));
        byte[] tail = utf8("\r\n--%s--\r\n".formatted(boundary));
        return request.stream(
                "multipart/related; boundary=" + boundary,
                (long) head.length + mime.length + tail.length,
                () -> joined(head, mime, tail));
    }

    private static InputStream joined(byte[] head, byte[] mime, byte[] tail) {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(head), new ByteArrayInputStream(mime), new ByteArrayInputStream(tail))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
