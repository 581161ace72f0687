package dev.jarvis.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The content of an answer, inflated when it is gzip, the one encoding we ask for. */
final class Inflated {
    private Inflated() {}

    static InputStream content(InputStream raw, @Nullable String encoding) throws IOException {
        if (!isGzip(encoding)) return raw;
        PushbackInputStream peeked = new PushbackInputStream(raw);
        int first = peeked.read();
        if (first == -1) return peeked; // says gzip and sends nothing, as some servers do with an empty body
        peeked.unread(first);
        return new GZIPInputStream(peeked, 8192);
    }

    private static boolean isGzip(@Nullable String encoding) {
        return "gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding);
    }
}
