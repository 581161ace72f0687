package dev.jarvis.integration;

import dev.jarvis.sdk.Request;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether anything that changes the platform's state has left for a call. The runner binds {@link #CURRENT} around the
 * connector's code; looks, token refreshes and pieces of uploads that fail before that leave nothing in doubt.
 *
 * <p>A connector that sends from threads of its own cannot be told apart from others that do so at the same time: then every
 * call under way counts as one for which something left.
 */
final class Departure {
    static final ScopedValue<Departure> CURRENT = ScopedValue.newInstance();

    private static final AtomicLong STRAYS = new AtomicLong();

    private final long straysBefore = STRAYS.get();
    private volatile boolean seen;

    /** To be called before the first byte is sent. */
    static void of(Request request) {
        if (!request.effect()) return;
        if (CURRENT.isBound()) CURRENT.get().seen = true;
        else STRAYS.incrementAndGet();
    }

    boolean happened() {
        return seen || STRAYS.get() != straysBefore;
    }
}
