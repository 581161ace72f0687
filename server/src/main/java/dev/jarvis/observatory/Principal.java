package dev.jarvis.observatory;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who calls, and in which observatory: found from the session or the key, never from what a request says of itself. */
public sealed interface Principal {
    ObservatoryId observatory();

    /** As the log names them. */
    String name();

    Role role();

    /** The id by which idempotency keys and audit rows are bound: the user's or the key's. */
    UUID id();

    /**
     * Signed in with a browser.
     *
     * @param steppedUpAt when they last proved themselves anew; null when not since sign-in
     */
    record Person(
            ObservatoryId observatory,
            UserId user,
            String name,
            Role role,
            UUID session,
            boolean superadmin,
            @Nullable Instant steppedUpAt)
            implements Principal {
        @Override
        public UUID id() {
            return user.value();
        }
    }

    /**
     * An API key.
     *
     * @param kind what it was made as, which is its origin whatever a request says
     * @param role the lower of the key's own and its owner's now
     * @param scopes narrows further; empty for no narrowing
     */
    record Key(ObservatoryId observatory, UUID id, Kind kind, UserId owner, String name, Role role, Set<String> scopes)
            implements Principal {
        public Key {
            scopes = Set.copyOf(scopes);
        }

        public enum Kind {
            PERSON,
            SERVICE,
            AGENT
        }
    }

    /** Jarvis itself, for what it does by its own schedule. */
    record System(ObservatoryId observatory, String name) implements Principal {
        private static final UUID NOBODY = new UUID(0, 0);

        @Override
        public UUID id() {
            return NOBODY;
        }

        @Override
        public Role role() {
            return Role.OPERATOR;
        }
    }
}
