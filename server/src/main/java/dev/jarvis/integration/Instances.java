package dev.jarvis.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.BaseIntegration;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Initialised integrations, one for each connection and version of its credentials. A new version is another entry, so an
 * instance never turns stale; the old one is dropped by its age and the bound.
 */
final class Instances {
    /** Some kilobytes each; the rest are made again when they are used. */
    private static final int MOST = 2_000;

    private static final Duration UNUSED = Duration.ofMinutes(10);

    private final Cache<Key, BaseIntegration> cache =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();
    private final Catalogue catalogue;
    private final CredentialStore credentials;
    private final Surroundings around;
    private final Renewal renewal;
    private final ConnectionChanges changes;

    Instances(
            Catalogue catalogue,
            CredentialStore credentials,
            Surroundings around,
            Renewal renewal,
            ConnectionChanges changes) {
        this.catalogue = catalogue;
        this.credentials = credentials;
        this.around = around;
        this.renewal = renewal;
        this.changes = changes;
    }

    private record Key(UUID integration, long version) {}

    /** Empty once its credentials are gone. */
    Optional<Connection> of(ObservatoryId observatory, StoredIntegration stored) {
        Key key = new Key(stored.integration().id(), stored.version());
        BaseIntegration cached = cache.getIfPresent(key);
        if (cached != null) return Optional.of(connection(observatory, stored, cached));
        return credentials
                .open(observatory, stored)
                .map(held -> cache.get(key, _ -> initialised(stored.integration(), held)))
                .map(instance -> connection(observatory, stored, instance));
    }

    private BaseIntegration initialised(Integration integration, HeldCredentials held) {
        Platform platform = catalogue.platform(integration.platform());
        BaseIntegration instance = platform.create();
        instance.initialize(new LiveContext(around, renewal, changes, platform, integration.account(), held));
        return instance;
    }

    private static Connection connection(
            ObservatoryId observatory, StoredIntegration stored, BaseIntegration instance) {
        Integration integration = stored.integration();
        return new Connection(
                observatory,
                integration.id(),
                integration.platform(),
                integration.account().id(),
                integration.name(),
                stored.version(),
                instance);
    }

    /** Renews the token of a connection that is about to need it. */
    void renewAhead(ObservatoryId observatory, StoredIntegration stored, Duration ahead) {
        Platform platform = catalogue.platform(stored.integration().platform());
        credentials.open(observatory, stored).ifPresent(held -> renewal.fresh(platform, held, ahead));
    }

    void forget(UUID integration) {
        cache.asMap().keySet().removeIf(key -> key.integration().equals(integration));
    }

    long size() {
        return cache.estimatedSize();
    }
}
