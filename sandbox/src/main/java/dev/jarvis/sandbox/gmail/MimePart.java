package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Header;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One node of a message's MIME tree.
 *
 * @param id Gmail's: empty for the root, {@code 0}, {@code 1} below it, {@code 0.1} below those
 * @param headers with folded lines joined and encoded words read
 * @param content transfer-decoded; empty for a multipart
 */
record MimePart(
        String id,
        List<Header> headers,
        String mimeType,
        String filename,
        String charset,
        byte[] content,
        List<MimePart> parts) {

    @Nullable
    String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    String header(String name, String fallback) {
        String value = header(name);
        return value == null ? fallback : value;
    }

    Stream<MimePart> tree() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(MimePart::tree));
    }

    /** Whether Gmail hands the content out by attachment id instead of in the tree. */
    boolean isAttachment() {
        return parts.isEmpty() && (!filename.isEmpty() || !mimeType.startsWith("text/"));
    }

    String text() {
        return new String(content, Charset.isSupported(charset) ? Charset.forName(charset) : StandardCharsets.UTF_8);
    }
}
