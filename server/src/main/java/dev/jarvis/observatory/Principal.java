package dev.jarvis.observatory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
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

    /** The person who answers for it: themselves, or the owner of the key; null for Jarvis itself. */
    @Nullable
    UserId person();

    /**
     * Somebody who proved who they are.
     *
     * @param session {@link #NO_SESSION} where an access token or a link stands for one
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
        public static final UUID NO_SESSION = new UUID(0, 0);

        @Override
        public UUID id() {
            return user.value();
        }

        @Override
        public UserId person() {
            return user;
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

        @Override
        public UserId person() {
            return owner;
        }

        /** Whether what it may includes this scope, by the same one or one above it; no scopes narrow nothing. */
        public boolean reaches(String scope) {
            return scopes.isEmpty() || scopes.stream().anyMatch(own -> includes(own, scope));
        }

        private static boolean includes(String own, String scope) {
            return scope.equals(own) || scope.startsWith(own + ":") || scope.startsWith(own + "/");
        }

        /** As what a key acts. */
        public enum Kind {
            PERSON,
            SERVICE,
            AGENT;

            @JsonValue
            public String wireName() {
                return name().toLowerCase(Locale.ROOT);
            }

            @JsonCreator
            public static Kind of(String wireName) {
                for (Kind kind : values()) if (kind.wireName().equals(wireName)) return kind;
                throw new IllegalArgumentException("A kind of key is one of person, service, agent");
            }
        }
    }

    /** Jarvis itself, for what it does by its own schedule. */
    record System(ObservatoryId observatory, String name) implements Principal {
        /** Somebody who may read the data directory, and so needs no account. */
        public static final String COMMAND_LINE = "Command line";

        private static final UUID NOBODY = new UUID(0, 0);

        @Override
        public UUID id() {
            return NOBODY;
        }

        @Override
        public @Nullable UserId person() {
            return null;
        }

        @Override
        public Role role() {
            return Role.OPERATOR;
        }
    }
}
