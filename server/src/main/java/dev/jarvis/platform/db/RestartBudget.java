package dev.jarvis.platform.db;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often a server that ends by itself is started again: five times a minute, then a person must look. */
final class RestartBudget {
    private static final int TIMES = 5;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Deque<Instant> spent = new ArrayDeque<>();

    synchronized void spend() {
        Instant now = Instant.now();
        spent.removeIf(then -> then.isBefore(now.minus(WINDOW)));
        if (spent.size() >= TIMES) {
            throw new IllegalStateException("it ended " + TIMES + " times within a minute");
        }
        spent.add(now);
    }
}
