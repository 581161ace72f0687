package dev.jarvis.sdk;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One way to connect an account; a platform may have several and the person picks. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AuthScheme.OAuth2Code.class, name = "oauth2_code"),
    @JsonSubTypes.Type(value = AuthScheme.Keys.class, name = "keys"),
})
public sealed interface AuthScheme {
    /** Unique in the manifest; stored with the credentials. */
    String id();

    String title();

    /**
     * The authorization code grant (RFC 6749 section 4.1), with PKCE (RFC 7636) wherever the platform allows it.
     *
     * @param authorizeParams added to the authorization address as they are
     * @param scopes what may be asked for, in plain words
     * @param defaultScopes asked for unless the person chooses otherwise
     * @param redirectHosts which loopback names the platform accepts in a redirect: {@code localhost}, {@code 127.0.0.1}
     */
    record OAuth2Code(
            String id,
            String title,
            Pkce pkce,
            ClientAuth clientAuth,
            String scopeSeparator,
            Map<String, String> authorizeParams,
            Map<String, String> scopes,
            List<String> defaultScopes,
            Refresh refresh,
            List<String> redirectHosts)
            implements AuthScheme {
        public OAuth2Code {
            scopeSeparator = requireNonNullElse(scopeSeparator, " "); // null here and below: left out in the manifest
            authorizeParams = Map.copyOf(requireNonNullElse(authorizeParams, Map.of()));
            defaultScopes = List.copyOf(defaultScopes);
            redirectHosts = List.copyOf(requireNonNullElse(redirectHosts, List.of("localhost", "127.0.0.1")));
            for (String scope : defaultScopes)
                if (!scopes.containsKey(scope))
                    throw new IllegalArgumentException("The default scope %s is not among the scopes".formatted(scope));
        }
    }

    /**
     * Credentials a person pastes, or an operator sets in the environment.
     *
     * @param signer how they are placed: the connector's own matter, named for people ({@code oauth1a}, {@code bearer})
     */
    record Keys(String id, String title, String signer, List<Field> fields) implements AuthScheme {
        public Keys {
            fields = List.copyOf(fields);
        }
    }

    /**
     * One line of the form.
     *
     * @param name the platform's own name, the key in {@link Credentials}
     * @param env the environment variable that can fill it
     */
    record Field(
            String name,
            String title,
            @Nullable String help,
            boolean secret,
            @Nullable String env) {}

    enum Pkce {
        REQUIRED,
        SUPPORTED,
        FORBIDDEN;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How client id and secret reach the token endpoint (RFC 6749 section 2.3.1). */
    enum ClientAuth {
        BASIC,
        POST,
        NONE;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How the access token is kept fresh.
     *
     * @param rotates whether a refresh replaces the refresh token
     * @param buffer how long before its end a token counts as ended; 5 minutes unless said
     * @param permanentErrors OAuth error codes that end the grant; {@code invalid_grant} always does
     */
    record Refresh(Mode mode, Rotates rotates, Duration buffer, Set<String> permanentErrors) {
        public static final Duration DEFAULT_BUFFER = Duration.ofMinutes(5);

        public Refresh {
            rotates = requireNonNullElse(rotates, Rotates.MAYBE);
            buffer = requireNonNullElse(buffer, DEFAULT_BUFFER);
            permanentErrors = Set.copyOf(requireNonNullElse(permanentErrors, Set.of("invalid_grant")));
        }

        public enum Mode {
            @JsonProperty("refresh_token")
            REFRESH_TOKEN,
            @JsonProperty("none")
            NONE
        }

        public enum Rotates {
            @JsonProperty("never")
            NEVER,
            @JsonProperty("always")
            ALWAYS,
            @JsonProperty("maybe")
            MAYBE
        }
    }
}
