package dev.jarvis.sandbox.x;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that grow with time: milliseconds since X's epoch above 22 free bits. */
final class Ids {

    private static final long EPOCH_MILLIS = 1_288_834_974_657L;

    private final AtomicLong last = new AtomicLong();

    long next(Instant now) {
        long earliest = at(now);
        return last.updateAndGet(previous -> Math.max(previous + 1, earliest));
    }

    static long at(Instant instant) {
        return (instant.toEpochMilli() - EPOCH_MILLIS) << 22;
    }
}
