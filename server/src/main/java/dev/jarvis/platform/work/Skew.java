package dev.jarvis.platform.work;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By how much this machine's clock differs from the database's, which decides what is due. What a node does itself (tokens
 * that expire, limits, words of a log) goes by its own clock, so one that is far off must not act. Safe for many threads.
 */
final class Skew {
    /** Beyond it there is a warning. */
    static final Duration NOTED = Duration.ofSeconds(1);

    /** Beyond it no due work is taken. */
    static final Duration MOST = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Skew.class);

    private volatile Duration off = Duration.ZERO;
    private volatile Level told = Level.NONE;

    private enum Level {
        NONE,
        NOTED,
        TOO_FAR
    }

    /** What a round trip tells: the database read its clock at some moment between these two of ours. */
    void saw(Instant before, Instant database, Instant after) {
        Duration next = Duration.ZERO;
        if (database.isBefore(before)) next = Duration.between(database, before);
        if (database.isAfter(after)) next = Duration.between(database, after);
        off = next;
        tell(next);
    }

    /** Positive when this machine's clock is ahead; zero within what a round trip can tell. */
    Duration off() {
        return off;
    }

    boolean tooFar() {
        return off.abs().compareTo(MOST) > 0;
    }

    private void tell(Duration next) {
        Level level = tooFar() ? Level.TOO_FAR : next.abs().compareTo(NOTED) > 0 ? Level.NOTED : Level.NONE;
        if (level == told) return;
        told = level;
        switch (level) {
            case NONE -> LOG.info("This machine's clock agrees with the database's again.");
            case NOTED -> LOG.warn("This machine's clock is {} s off the database's. Set it by NTP.", seconds());
            case TOO_FAR ->
                LOG.error(
                        "This machine's clock is {} s off the database's: this node takes no due work until it is set.",
                        seconds());
        }
    }

    double seconds() {
        return off.toMillis() / 1000.0;
    }
}
