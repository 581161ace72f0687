package dev.jarvis.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests (RFC 9112) one after another from a connection. */
final class RequestReader {

    static final int MAX_BODY_BYTES = 64 * 1024 * 1024;
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private final Connection connection;
    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int next;
    private int end;

    RequestReader(Connection connection, InputStream in) {
        this.connection = connection;
        this.in = in;
    }

    /** The next request, or null where the client has closed the connection between requests. */
    @Nullable
    Request read() throws IOException {
        if (next == end && !fill()) {
            return null;
        }
        String[] words = line().split(" ");
        if (words.length != 3) {
            throw new Refusal(Reply.text(400, "The request line has not three words."));
        }
        Headers headers = headers();
        String target = pathOf(words[1]);
        int mark = target.indexOf('?');
        return new Request(
                words[0],
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers,
                body(headers));
    }

    /** A proxy-style request names the whole URL (RFC 9112, 3.2.2). */
    private static String pathOf(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        int path = target.indexOf('/', target.indexOf("://") + 3);
        return path < 0 ? "/" : target.substring(path);
    }

    private Headers headers() throws IOException {
        List<Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new Refusal(Reply.text(400, "A header line has no name."));
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return new Headers(headers);
    }

    private byte[] body(Headers headers) throws IOException {
        if (headers.has("Expect", "100-continue")) {
            connection.send("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (headers.has("Transfer-Encoding", "chunked")) {
            return chunks();
        }
        String length = headers.first("Content-Length");
        return length == null ? new byte[0] : exactly(size(length, 10));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(exactly(size));
            size(String.valueOf(body.size()), 10);
            line();
        }
        headers();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return size(line().split(";", 2)[0].strip(), 16);
    }

    private static int size(String digits, int radix) {
        try {
            int size = Integer.parseInt(digits, radix);
            if (size >= 0 && size <= MAX_BODY_BYTES) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new Refusal(Reply.text(400, "The length of the body is not a number."));
        }
        throw new Refusal(Reply.text(413, "The body is larger than " + MAX_BODY_BYTES + " bytes."));
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = new byte[size];
        int buffered = Math.min(size, end - next);
        System.arraycopy(buffer, next, bytes, 0, buffered);
        next += buffered;
        if (in.readNBytes(bytes, buffered, size - buffered) < size - buffered) {
            throw new EOFException("the client left in the middle of a body");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = octet(); c != '\n'; c = octet()) {
            if (line.length() == MAX_LINE_BYTES) {
                throw new Refusal(Reply.text(431, "A header line is too long."));
            }
            line.append((char) c);
        }
        int last = line.length() - 1;
        if (last >= 0 && line.charAt(last) == '\r') {
            line.setLength(last);
        }
        return line.toString();
    }

    private int octet() throws IOException {
        if (next == end && !fill()) {
            throw new EOFException("the client left in the middle of a request");
        }
        return buffer[next++] & 0xff;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
