package dev.jarvis.connectors.twitter;

import dev.jarvis.sdk.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** One piece of an upload as multipart/form-data (RFC 7578). */
final class Multipart {
    private Multipart() {}

    static Request piece(Request request, int index, byte[] content) {
        String boundary = "jarvis-" + UUID.randomUUID();
        byte[] head = ascii("""
                --%1$s
                Content-Disposition: form-data; name="segment_index"

                %2$d
                --%1$s
                Content-Disposition: form-data; name="media"; filename="piece"
                Content-Type: application/octet-stream

                """.formatted(boundary, index));
        byte[] tail = ascii("\n--%s--\n".formatted(boundary));
        return request.stream(
                "multipart/form-data; boundary=" + boundary,
                (long) head.length + content.length + tail.length,
                () -> joined(head, content, tail));
    }

    private static byte[] ascii(String lines) {
        return lines.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static InputStream joined(byte[]... parts) {
        List<InputStream> streams =
                Stream.of(parts).<InputStream>map(ByteArrayInputStream::new).toList();
        return new SequenceInputStream(Collections.enumeration(streams));
    }
}
