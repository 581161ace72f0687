package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the connections whose OAuth app is not configured any more: they work until their token ends. */
public final class Orphans {
    private final StoredIntegrations integrations;
    private final CredentialStore credentials;
    private final OAuthApps apps;

    Orphans(StoredIntegrations integrations, CredentialStore credentials, OAuthApps apps) {
        this.integrations = integrations;
        this.credentials = credentials;
        this.apps = apps;
    }

    /** The client id that the connection was granted to, where that app is gone. */
    public Optional<String> missingApp(ObservatoryId observatory, UUID connection) {
        return integrations.find(observatory, connection).flatMap(stored -> missingApp(observatory, stored));
    }

    /** The names of those of one platform. */
    List<String> of(ObservatoryId observatory, Platform platform) {
        return integrations.all(observatory).stream()
                .filter(stored -> stored.integration().platform().equals(platform.id()))
                .filter(stored -> missingApp(observatory, stored).isPresent())
                .map(stored -> stored.integration().name())
                .toList();
    }

    private Optional<String> missingApp(ObservatoryId observatory, StoredIntegration stored) {
        return credentials
                .open(observatory, stored)
                .flatMap(held -> IssuedTo.of(held.credentials()))
                .filter(client -> apps.find(observatory, stored.integration().platform(), client)
                        .isEmpty());
    }
}
