package dev.jarvis.sdk;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** How a connection answered just now: for people, so the message says what to do. */
public record Health(State state, String message, Map<String, String> details, Duration latency, Instant checkedAt) {
    public enum State {
        HEALTHY,
        DEGRADED,
        UNHEALTHY
    }

    public Health {
        details = Map.copyOf(details);
    }
}
