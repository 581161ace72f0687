package dev.jarvis.platform.purge;

import java.util.regex.Pattern;

/**
 * A table whose rows lose their worth by themselves, declared as a bean by the room whose table it is; {@link Purge} does
 * the rest.
 *
 * <pre>{@code
 * @Bean
 * Expiring oldSessions() {
 *     return Expiring.global("sessions", "expires_at < now()");
 * }
 * }</pre>
 *
 * @param over the condition under which a row is worth nothing any more: our own SQL, never from outside
 * @param ofObservatories whether its rows belong to observatories
 */
public record Expiring(String table, String over, boolean ofObservatories) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*");

    public Expiring {
        if (!NAME.matcher(table).matches()) throw new IllegalArgumentException(table + " is no table");
        if (over.isBlank()) throw new IllegalArgumentException("All of " + table + " would be thrown away");
    }

    /** Belongs to the instance. */
    public static Expiring global(String table, String over) {
        return new Expiring(table, over, false);
    }

    /** Its rows belong to observatories, and each is purged from within. */
    public static Expiring ofObservatories(String table, String over) {
        return new Expiring(table, over, true);
    }

    /** With a {@code ?} for the observatory, where its rows belong to one. */
    String deletion(int most) {
        String whose = ofObservatories ? "observatory_id = ? and " : "";
        return "delete from %1$s where ctid = any (array (select ctid from %1$s where %2$s(%3$s) limit %4$d))"
                .formatted(table, whose, over, most);
    }
}
