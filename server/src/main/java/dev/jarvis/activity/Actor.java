package dev.jarvis.activity;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did it, as the log keeps it for good.
 *
 * @param id the user's, key's or rule's id; null for Jarvis itself
 * @param name as it was at that moment
 */
public record Actor(Kind kind, @Nullable UUID id, String name) {
    public static final Actor JARVIS = new Actor(Kind.SYSTEM, null, "Jarvis");

    public Actor {
        name = Activity.storable(name);
    }

    public enum Kind {
        PERSON,
        SERVICE,
        AGENT,
        RULE,
        SYSTEM;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
