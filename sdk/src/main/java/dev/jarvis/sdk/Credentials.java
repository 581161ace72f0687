package dev.jarvis.sdk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What opens one account, under the platform's own field names: {@code access_token} and {@code refresh_token}, or
 * {@code api_key}, {@code api_secret}, {@code access_token}, {@code access_token_secret}.
 *
 * @param scheme the id of the authentication scheme in the manifest that these belong to
 * @param values the secrets by the platform's own names
 * @param expiresAt when the access token ends; null when it does not, or nobody says
 * @param scopes what the platform granted, as far as it said so
 */
public record Credentials(
        String scheme, Map<String, Secret> values, @Nullable Instant expiresAt, Set<String> scopes) {
    public Credentials {
        values = Map.copyOf(values);
        scopes = Set.copyOf(scopes);
    }

    /** Keys that do not end. */
    public static Credentials keys(String scheme, Map<String, Secret> values) {
        return new Credentials(scheme, values, null, Set.of());
    }

    /** @throws PlatformException {@link ErrorKind#AUTH_REVOKED} when the set has no such field */
    public Secret require(String name) {
        return find(name)
                .orElseThrow(() -> new PlatformException(
                        ErrorKind.AUTH_REVOKED, "The stored credentials lack %s. Connect again.".formatted(name)));
    }

    public Optional<Secret> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Optional<Secret> refreshToken() {
        return find("refresh_token");
    }

    /** True when the access token has ended at {@code now}, or ends within {@code buffer} of it. */
    public boolean expiredAt(Instant now, Duration buffer) {
        return expiresAt != null && !now.plus(buffer).isBefore(expiresAt);
    }

    public Credentials with(String name, Secret value) {
        Map<String, Secret> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Credentials(scheme, changed, expiresAt, scopes);
    }
}
