package dev.jarvis.sandbox.ledger;

import java.time.Instant;

/**
 * How an effect was applied.
 *
 * @param times at least 1
 * @param first by the machine's clock, whatever time the sandbox was moved to
 */
public record Applied(long times, Instant first) {
    Applied again() {
        return new Applied(times + 1, first);
    }
}
