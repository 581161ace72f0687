package dev.jarvis.integration;

import dev.jarvis.activity.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The permission an act stands on. Nothing runs without one, and only the approval room makes one (a test checks it), so
 * neither policy nor the audit trail can be forgotten.
 */
public sealed interface Consent {
    /** Who acts. */
    Actor actor();

    /** As the log keeps it. */
    String words();

    /** Which line of the policy led here; empty for Jarvis's own upkeep. */
    default String line() {
        return "";
    }

    /** The request that people said yes to; null where nobody was asked. */
    default @Nullable UUID approval() {
        return null;
    }

    /** A person did it themselves, signed in or by their own key. */
    record ByPerson(Actor actor, String line) implements Consent {
        @Override
        public String words() {
            return "by person";
        }
    }

    /** A line of the observatory's policy allows it. */
    record ByPolicy(Actor actor, String line) implements Consent {
        @Override
        public String words() {
            return "by policy: " + line;
        }
    }

    /** A person looked at it and said yes. */
    record ByApproval(Actor actor, UUID approval, String approver) implements Consent {
        @Override
        public String words() {
            return "approved by " + approver;
        }
    }

    /** Jarvis's own upkeep: a notice to a member, a test of a connection. */
    record BySystem(String reason) implements Consent {
        @Override
        public Actor actor() {
            return Actor.JARVIS;
        }

        @Override
        public String words() {
            return "by system: " + reason;
        }
    }
}
