package dev.jarvis.platform.db;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How soon a server that ended by itself is started again: at once, and after ten seconds when it ended five times within a
 * minute. It is never given up: a disk that was full has room again some day, and nobody should have to look for that.
 */
final class RestartPace {
    static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 5;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Deque<Instant> ends = new ArrayDeque<>();

    /** @return how long to wait after the end at {@code now} */
    synchronized Duration afterEnd(Instant now) {
        ends.removeIf(then -> then.isBefore(now.minus(WINDOW)));
        ends.add(now);
        return ends.size() > AT_ONCE ? PAUSE : Duration.ZERO;
    }
}
