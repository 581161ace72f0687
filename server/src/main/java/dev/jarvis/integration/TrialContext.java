package dev.jarvis.integration;

import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.ActivityEntry;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.IntegrationContext;
import dev.jarvis.sdk.Manifest;
import dev.jarvis.sdk.OAuthApp;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Status;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** For credentials that are not stored yet: they can be tried, and nothing is kept, refreshed or logged. */
record TrialContext(
        Surroundings around, Platform platform, Credentials credentials, Supplier<OAuthApp> configured, Http http)
        implements IntegrationContext {
    @Override
    public Manifest manifest() {
        return platform.manifest();
    }

    @Override
    public URI endpoint(String use) {
        return around.endpoints(platform).of(use);
    }

    @Override
    public OAuthApp app() {
        return configured.get();
    }

    @Override
    public Optional<Account> account() {
        return Optional.empty();
    }

    @Override
    public Credentials fresh() {
        return credentials;
    }

    @Override
    public Credentials replacing(Credentials rejected) {
        throw new PlatformException(
                ErrorKind.AUTH_REVOKED, "%s does not accept these credentials.".formatted(platform.name()));
    }

    @Override
    public InstantSource clock() {
        return around.clock();
    }

    @Override
    public void logActivity(ActivityEntry entry) {
        // a trial leaves no trace
    }

    @Override
    public void updateStatus(Status status) {
        // there is no row yet
    }

    @Override
    public void updateCredentials(Credentials changed) {
        // there is no row yet
    }
}
