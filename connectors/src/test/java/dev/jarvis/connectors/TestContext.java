package dev.jarvis.connectors;

import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.ActivityEntry;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.IntegrationContext;
import dev.jarvis.sdk.Manifest;
import dev.jarvis.sdk.OAuthApp;
import dev.jarvis.sdk.OAuthConnector;
import dev.jarvis.sdk.Status;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the server would lend: endpoints that lead to the sandbox, one set of credentials, and no log. */
public final class TestContext implements IntegrationContext {
    private final Manifest manifest;
    private final Map<String, String> endpoints;
    private final OAuthApp app;
    private final Http http;
    private final InstantSource clock;
    private volatile Credentials credentials;
    private volatile @Nullable Account account;
    private @Nullable Supplier<Credentials> refresh;

    public TestContext(
            Manifest manifest,
            Map<String, String> endpoints,
            OAuthApp app,
            Credentials credentials,
            Http http,
            InstantSource clock) {
        this.manifest = manifest;
        this.endpoints = Map.copyOf(endpoints);
        this.app = app;
        this.credentials = credentials;
        this.http = http;
        this.clock = clock;
    }

    public void refreshingWith(OAuthConnector connector) {
        refresh = () -> connector.refresh(credentials);
    }

    public void account(Account found) {
        account = found;
    }

    @Override
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public URI endpoint(String use) {
        String moved = endpoints.get(use);
        return moved == null ? manifest.endpoints().get(use) : URI.create(moved);
    }

    @Override
    public OAuthApp app() {
        return app;
    }

    @Override
    public Optional<Account> account() {
        return Optional.ofNullable(account);
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public Credentials fresh() {
        return credentials;
    }

    @Override
    public Credentials replacing(Credentials rejected) {
        if (refresh != null && credentials.refreshToken().isPresent()) credentials = refresh.get();
        return credentials;
    }

    @Override
    public Http http() {
        return http;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public void logActivity(ActivityEntry entry) {}

    @Override
    public void updateStatus(Status status) {}

    @Override
    public void updateCredentials(Credentials changed) {
        credentials = changed;
    }
}
