package dev.jarvis.activity;

import dev.jarvis.observatory.Principal;
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

    public static Actor of(Principal principal) {
        return switch (principal) {
            case Principal.Person person -> new Actor(Kind.PERSON, person.id(), person.name());
            case Principal.Key key -> new Actor(Kind.of(key.kind()), key.id(), key.name());
            case Principal.System system -> new Actor(Kind.SYSTEM, null, system.name());
        };
    }

    /** What somebody who may do a thing themselves does it on. */
    public String consent() {
        return "by " + kind.wireName();
    }

    public enum Kind {
        PERSON,
        SERVICE,
        AGENT,
        RULE,
        SYSTEM;

        private static Kind of(Principal.Key.Kind key) {
            return switch (key) {
                case PERSON -> PERSON;
                case SERVICE -> SERVICE;
                case AGENT -> AGENT;
            };
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
