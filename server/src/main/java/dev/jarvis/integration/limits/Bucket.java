package dev.jarvis.integration.limits;

import dev.jarvis.sdk.Manifest.Limit;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that a platform counts: what it announced, and how many calls this node made in the window it allows. */
final class Bucket {
    private Instant closedUntil = Instant.MIN;
    private Instant windowEnd = Instant.MIN;
    private int calls;

    /** Takes a place where there is one. @return when there will be one, or null */
    synchronized @Nullable Instant take(@Nullable Limit limit, Instant now) {
        if (closedUntil.isAfter(now)) return closedUntil;
        if (limit == null) return null;
        if (!windowEnd.isAfter(now)) {
            windowEnd = now.plus(Duration.ofSeconds(limit.seconds()));
            calls = 0;
        }
        if (calls >= limit.calls()) return windowEnd;
        calls++;
        return null;
    }

    /** @return whether that is news */
    synchronized boolean close(Instant until) {
        if (!until.isAfter(closedUntil)) return false;
        closedUntil = until;
        return true;
    }
}
