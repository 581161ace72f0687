package dev.jarvis.platform.work;

import java.time.Duration;

/**
 * Something the instance does by itself, again and again, on one node at a time. Declared as a bean; {@link Duties} finds
 * it.
 *
 * <pre>{@code
 * @Bean
 * Duty purge(Purge purge) {
 *     return new Duty("purge", Duration.ofHours(1), purge::run);
 * }
 * }</pre>
 *
 * @param name stable, the key in the database
 * @param every from the end of one round to the start of the next, by the database's clock
 * @param round runs on a virtual thread of its own and is interrupted when this node lost the duty or stops. A round that
 *     throws is logged and comes again
 */
public record Duty(String name, Duration every, Runnable round) {
    public Duty {
        if (name.isBlank()) throw new IllegalArgumentException("A duty needs a name");
        if (!every.isPositive()) throw new IllegalArgumentException("A duty comes again after some time, not " + every);
    }
}
