package dev.jarvis.platform.web;

import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that all bodies being read may take together. One of more than some kilobytes waits for its share before its
 * first byte is read, so that many at once, sent slowly or not, do not end the process: 1,500 of 250 KB did, while only
 * larger ones were counted. Safe for any thread.
 */
final class BodyBudget {
    /** Smaller ones are not worth counting: 8 KB, of which all connections together hold 16 MB. */
    static final long FREE = 8 << 10;

    /** JSON is held as characters, as text, as a tree and as the record made of it. */
    private static final int COPIES = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private final int kilobytes;
    private final Semaphore left;

    /** @param bytes for all together; a body that would need more gets all of it, alone */
    BodyBudget(long bytes) {
        this.kilobytes = (int) (bytes >> 10);
        this.left = new Semaphore(kilobytes, true);
    }

    static BodyBudget ofTheHeap() {
        return new BodyBudget(Runtime.getRuntime().maxMemory() / 6);
    }

    /** What one body holds until it is closed. */
    interface Share extends AutoCloseable {
        Share NOTHING = () -> {};

        @Override
        void close();
    }

    /** @throws Problem 503 {@code busy} when others hold too much for longer than a second */
    Share take(long bytes) {
        if (bytes <= FREE) return Share.NOTHING;
        int share = (int) Math.min(kilobytes, bytes * COPIES >> 10);
        if (!comesFree(share)) throw busy();
        return () -> left.release(share);
    }

    private boolean comesFree(int share) {
        try {
            return left.tryAcquire(share, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Problem busy() {
        return Problem.of(503, "busy", "Too many large requests at once. This one was not read; send it again.")
                .retryAfter(Duration.ofSeconds(2));
    }
}
