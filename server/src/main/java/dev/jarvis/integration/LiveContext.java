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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The context of a stored connection at one version of its credentials. */
final class LiveContext implements IntegrationContext {
    private final Surroundings around;
    private final Renewal renewal;
    private final ConnectionChanges changes;
    private final Platform platform;
    private final Account account;
    private final HeldCredentials held;
    private final Http http;

    LiveContext(
            Surroundings around,
            Renewal renewal,
            ConnectionChanges changes,
            Platform platform,
            Account account,
            HeldCredentials held) {
        this.around = around;
        this.renewal = renewal;
        this.changes = changes;
        this.platform = platform;
        this.account = account;
        this.held = held;
        this.http = around.http(platform, held);
    }

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
        return around.app(held.observatory(), platform, held.credentials());
    }

    @Override
    public Optional<Account> account() {
        return Optional.of(account);
    }

    @Override
    public Credentials credentials() {
        return held.credentials();
    }

    @Override
    public Credentials fresh() {
        return renewal.fresh(platform, held, Duration.ZERO);
    }

    @Override
    public Credentials replacing(Credentials rejected) {
        return renewal.replacing(platform, held, rejected);
    }

    @Override
    public Http http() {
        return http;
    }

    @Override
    public InstantSource clock() {
        return around.clock();
    }

    @Override
    public void logActivity(ActivityEntry entry) {
        if (ActivityCollector.CURRENT.isBound()) ActivityCollector.CURRENT.get().add(entry);
        else changes.said(held.observatory(), held.integration(), platform, entry);
    }

    @Override
    public void updateStatus(Status status) {
        changes.status(held.observatory(), held.integration(), held.version(), status);
    }

    @Override
    public void updateCredentials(Credentials credentials) {
        if (!changes.replace(held, credentials))
            throw new PlatformException(
                    ErrorKind.CONFLICT, "The connection's credentials were changed by someone else meanwhile.");
    }

    @Override
    public String toString() {
        return "LiveContext[%s %s v%d]".formatted(platform.id(), held.integration(), held.version());
    }
}
