package dev.jarvis.platform.db;

import java.time.Duration;

/** Waiting for a process or a server that offers nothing to wait on. */
final class Pause {
    static void of(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }

    private Pause() {}
}
