package dev.jarvis.integration;

import dev.jarvis.sdk.Request;

/**
 * Whether anything that changes the platform's state has left for a call. The runner binds {@link #CURRENT} around the
 * connector's code; looks, token refreshes and pieces of uploads that fail before that leave nothing in doubt.
 */
final class Departure {
    static final ScopedValue<Departure> CURRENT = ScopedValue.newInstance();

    private volatile boolean happened;

    /** To be called before the first byte is sent. */
    static void of(Request request) {
        if (request.effect() && CURRENT.isBound()) CURRENT.get().happened = true;
    }

    boolean happened() {
        return happened;
    }
}
