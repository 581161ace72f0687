package dev.jarvis.sdk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A token endpoint's answer (RFC 6749 section 5), checked: nothing that is an error, a page, or a nonsensical lifetime
 * becomes credentials.
 */
record TokenReply(
        String scheme,
        Secret accessToken,
        @Nullable Secret refreshToken,
        @Nullable Instant expiresAt,
        @Nullable Set<String> scopes) {
    /** Ten years: no platform grants more, and a larger number is a unit mistaken. */
    private static final long LONGEST_SECONDS = 315_360_000;

    static TokenReply of(AuthScheme.OAuth2Code scheme, Reply reply, InstantSource clock) {
        if (!reply.ok()) throw refused(scheme, reply, clock.instant());
        JsonNode body = reply.json();
        if (body.has("error")) throw refused(scheme, reply, clock.instant());
        String token = body.path("access_token").asString("");
        if (token.isBlank()) throw nonsense(reply, "no access_token");
        return new TokenReply(
                scheme.id(),
                Secret.of(token),
                secret(body.path("refresh_token")),
                expiry(body.path("expires_in"), reply, clock),
                scopes(body.path("scope"), scheme.scopeSeparator()));
    }

    Credentials credentials() {
        Map<String, Secret> values = new LinkedHashMap<>();
        values.put("access_token", accessToken);
        if (refreshToken != null) values.put("refresh_token", refreshToken);
        return new Credentials(scheme, values, expiresAt, scopes == null ? Set.of() : scopes);
    }

    /** The new set over the old one: what the reply leaves out stays. */
    Credentials over(Credentials old) {
        Map<String, Secret> values = new LinkedHashMap<>(old.values());
        values.putAll(credentials().values());
        return new Credentials(old.scheme(), values, expiresAt, scopes == null ? old.scopes() : scopes);
    }

    private static @Nullable Secret secret(JsonNode node) {
        return node.isString() && !node.asString().isBlank() ? Secret.of(node.asString()) : null;
    }

    /** Some platforms write the number as text; a missing one means that nobody knows. */
    private static @Nullable Instant expiry(JsonNode node, Reply reply, InstantSource clock) {
        if (node.isMissingNode() || node.isNull()) return null;
        long seconds = node.isIntegralNumber() && node.canConvertToLong() ? node.asLong() : number(node.asString(""));
        if (seconds <= 0 || seconds > LONGEST_SECONDS) throw nonsense(reply, "an expires_in of " + node.asString(""));
        return clock.instant().plusSeconds(seconds);
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : -1;
    }

    private static @Nullable Set<String> scopes(JsonNode node, String separator) {
        if (!node.isString()) return null;
        return Arrays.stream(node.asString()
                        .split("[ ,]".contains(separator) ? "[ ,]+" : java.util.regex.Pattern.quote(separator)))
                .filter(scope -> !scope.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static PlatformException nonsense(Reply reply, String what) {
        return new PlatformException(
                ErrorKind.TRANSIENT,
                "The token endpoint answered %d with %s; the stored credentials stay as they are."
                        .formatted(reply.status(), what),
                reply.status(),
                null,
                null);
    }

    /** Only a well-formed OAuth error with a code that ends the grant is permanent; all else may pass. */
    private static PlatformException refused(AuthScheme.OAuth2Code scheme, Reply reply, Instant now) {
        String error = errorCode(reply);
        if (scheme.refresh().permanentErrors().contains(error) || error.equals("invalid_grant"))
            return failure(ErrorKind.AUTH_REVOKED, reply, error, null, "Connect the account again.");
        if (error.equals("invalid_client") || error.equals("unauthorized_client"))
            return failure(ErrorKind.PERMANENT, reply, error, null, "Check the OAuth app's client id and secret.");
        Duration wait = RetryAfter.of(reply, "", now).orElse(null);
        return failure(ErrorKind.TRANSIENT, reply, error, wait, "It will be tried again.");
    }

    private static String errorCode(Reply reply) {
        try {
            return reply.json().path("error").asString("");
        } catch (PlatformException notJson) {
            return "";
        }
    }

    private static PlatformException failure(
            ErrorKind kind, Reply reply, String error, @Nullable Duration wait, String next) {
        String said = error.isEmpty() ? "" : " (" + error.replaceAll("[^a-zA-Z0-9_. -]", "?") + ")";
        return new PlatformException(
                kind,
                "The token endpoint refused with %d%s. %s".formatted(reply.status(), said, next),
                reply.status(),
                wait,
                null);
    }
}
