package dev.jarvis.sdk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a server lends to one connection of a made-up platform, with answers prepared and requests kept. */
final class Lent implements IntegrationContext {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    final List<Request> sent = new ArrayList<>();
    final List<ActivityEntry> told = new ArrayList<>();
    final Deque<Reply> answers = new ArrayDeque<>();
    Credentials credentials = oauth("token-1", "refresh-1", NOW.plusSeconds(3600));
    Credentials renewed = oauth("token-2", "refresh-2", NOW.plusSeconds(7200));
    OAuthApp app = new OAuthApp("client", Secret.of("s/cr t"));
    private final Manifest manifest;

    Lent(AuthScheme.ClientAuth clientAuth, Map<String, String> authorizeParams) {
        AuthScheme.OAuth2Code oauth = new AuthScheme.OAuth2Code(
                "oauth2",
                "OAuth",
                AuthScheme.Pkce.REQUIRED,
                clientAuth,
                " ",
                authorizeParams,
                Map.of("read", "Read", "write", "Write"),
                List.of("read"),
                new AuthScheme.Refresh(
                        AuthScheme.Refresh.Mode.REFRESH_TOKEN,
                        AuthScheme.Refresh.Rotates.ALWAYS,
                        Duration.ofMinutes(5),
                        Set.of("token_gone")),
                null);
        manifest = new Manifest(
                "made-up",
                1,
                "Made Up",
                "",
                "social",
                "https://docs.test",
                Map.of(
                        "api", URI.create("https://api.test"),
                        "authorization", URI.create("https://login.test/authorize"),
                        "token", URI.create("https://login.test/token"),
                        "revocation", URI.create("https://login.test/revoke")),
                List.of("api.test", "login.test"),
                List.of(oauth),
                null,
                null,
                null);
    }

    static Lent plain() {
        return new Lent(AuthScheme.ClientAuth.BASIC, Map.of());
    }

    static Credentials oauth(String access, String refresh, Instant end) {
        return new Credentials(
                "oauth2",
                Map.of("access_token", Secret.of(access), "refresh_token", Secret.of(refresh)),
                end,
                Set.of("read"));
    }

    Lent answering(int status, String body) {
        answers.add(reply(status, body));
        return this;
    }

    static Reply reply(int status, String body) {
        return new Reply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public URI endpoint(String use) {
        return manifest.endpoints().get(use);
    }

    @Override
    public OAuthApp app() {
        return app;
    }

    @Override
    public Optional<Account> account() {
        return Optional.empty();
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
        return renewed;
    }

    @Override
    public Http http() {
        return request -> {
            sent.add(request);
            return answers.remove();
        };
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(NOW);
    }

    @Override
    public void logActivity(ActivityEntry entry) {
        told.add(entry);
    }

    @Override
    public void updateStatus(Status status) {}

    @Override
    public void updateCredentials(Credentials changed) {
        credentials = changed;
    }
}
