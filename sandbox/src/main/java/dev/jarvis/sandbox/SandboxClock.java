package dev.jarvis.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The sandbox's time: the machine's, moved by as much as a test wants. Tokens expire and videos are processed by it. */
public final class SandboxClock implements InstantSource {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    /** Moves time on, or back with a negative duration. */
    public void advance(Duration by) {
        ahead.accumulateAndGet(by, Duration::plus);
    }
}
