package dev.jarvis.platform.http;

import java.io.IOException;

/** An answer, after inflation, is larger than the caller can take. */
final class BodyTooLarge extends IOException {
    private static final long serialVersionUID = 1L;
    private final long cap;

    BodyTooLarge(long cap) {
        super("more than " + cap + " bytes");
        this.cap = cap;
    }

    String words() {
        return "with more than %d MB".formatted(cap / 1_000_000);
    }
}
