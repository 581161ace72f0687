package dev.jarvis.platform.work;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done, once it is due, by any node.
 *
 * <pre>{@code
 * queue.put(NewTask.of(observatory, UuidV7.next(), "reminder", payload).in(Duration.ofHours(1)));
 * }</pre>
 *
 * @param id also what {@link WorkQueue#wake} and {@link WorkQueue#cancel} name; putting an id twice leaves the first
 * @param kind of the {@link TaskHandler} that does it; kebab-case
 * @param payload JSON, an object by habit; never a secret
 * @param at when it is due by the database's clock, or null to count {@code delay} from now
 * @param delay from the moment it is put
 */
public record NewTask(
        UUID observatory,
        UUID id,
        String kind,
        String payload,
        @Nullable Instant at,
        Duration delay,
        Gate gate) {
    public NewTask {
        if (delay.isNegative()) throw new IllegalArgumentException("A task is due now or later, not " + delay);
    }

    /** Due at once, through no gate. */
    public static NewTask of(UUID observatory, UUID id, String kind, String payload) {
        return new NewTask(observatory, id, kind, payload, null, Duration.ZERO, Gate.NONE);
    }

    public NewTask in(Duration wait) {
        return new NewTask(observatory, id, kind, payload, null, wait, gate);
    }

    /** An instant that has passed is now. */
    public NewTask at(Instant instant) {
        return new NewTask(observatory, id, kind, payload, instant, Duration.ZERO, gate);
    }

    public NewTask through(Gate narrow) {
        return new NewTask(observatory, id, kind, payload, at, delay, narrow);
    }
}
