package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.crypto.Purpose;
import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Credentials at rest: sealed for one observatory, one integration and one version, and replaced only as a whole. */
public final class CredentialStore {
    private final StoredIntegrations integrations;
    private final Vault vault;
    private final JsonMapper json;

    CredentialStore(StoredIntegrations integrations, Vault vault, JsonMapper json) {
        this.integrations = integrations;
        this.vault = vault;
        this.json = json;
    }

    /** What is sealed; the only place where a secret becomes text. */
    private record Plain(
            String scheme,
            Map<String, String> values,
            @Nullable Instant expiresAt,
            Set<String> scopes) {
        static Plain of(Credentials credentials) {
            Map<String, String> values = new LinkedHashMap<>();
            credentials.values().forEach((name, secret) -> values.put(name, secret.reveal()));
            return new Plain(credentials.scheme(), values, credentials.expiresAt(), credentials.scopes());
        }

        Credentials credentials() {
            Map<String, Secret> secrets = new LinkedHashMap<>();
            values.forEach((name, value) -> secrets.put(name, Secret.of(value)));
            return new Credentials(scheme, secrets, expiresAt, scopes);
        }

        @Override
        public String toString() {
            return "Plain[" + scheme + "]";
        }
    }

    /** The stored set as it is now; empty once disconnected. Opens a short transaction of its own. */
    public Optional<HeldCredentials> read(ObservatoryId observatory, UUID integration) {
        return integrations.find(observatory, integration).flatMap(stored -> open(observatory, stored));
    }

    Optional<HeldCredentials> open(ObservatoryId observatory, StoredIntegration stored) {
        byte[] sealed = stored.sealed();
        if (sealed == null) return Optional.empty();
        UUID id = stored.integration().id();
        byte[] plain = vault.open(Purpose.INTEGRATION_CREDENTIALS, observatory.value(), id, stored.version(), sealed);
        Credentials credentials = json.readValue(plain, Plain.class).credentials();
        return Optional.of(new HeldCredentials(observatory, id, stored.version(), credentials));
    }

    byte[] seal(HeldCredentials held) {
        byte[] plain = json.writeValueAsBytes(Plain.of(held.credentials()));
        return vault.seal(
                Purpose.INTEGRATION_CREDENTIALS, held.observatory().value(), held.integration(), held.version(), plain);
    }

    /**
     * Puts {@code fresh} in the place of exactly {@code old}. Inside a transaction of the observatory.
     *
     * @return empty when something else stands there by now; nothing is changed then
     */
    public Optional<HeldCredentials> replace(HeldCredentials old, Credentials fresh) {
        HeldCredentials next = new HeldCredentials(old.observatory(), old.integration(), old.version() + 1, fresh);
        return integrations.replaceCredentials(next, seal(next)) ? Optional.of(next) : Optional.empty();
    }
}
