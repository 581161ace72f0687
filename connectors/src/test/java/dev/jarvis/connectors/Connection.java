package dev.jarvis.connectors;

import dev.jarvis.sandbox.Endpoints;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.oauth.Tokens;
import dev.jarvis.sandbox.x.OAuth1Keys;
import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Connector;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.Manifest;
import dev.jarvis.sdk.OAuthApp;
import dev.jarvis.sdk.OAuthConnector;
import dev.jarvis.sdk.Secret;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connected account, acted on as the server does it: by platform, action and JSON. */
public record Connection(Connector connector, BaseIntegration integration, TestContext context) {
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** X by OAuth 2.0, as {@code @acme_labs}. */
    public static Connection x(Sandbox sandbox) {
        Tokens tokens = sandbox.xAuthorization()
                .grant(dev.jarvis.sandbox.Credentials.X_CLIENT_ID, "2244994901", scopes("twitter"));
        return of("twitter", xEndpoints(sandbox.endpoints()), oauth(tokens), new JdkHttp(), sandbox.clock());
    }

    /** X by the keys of one's own app, as {@code @acme_labs}. */
    public static Connection xByKeys(Sandbox sandbox) {
        OAuth1Keys keys = dev.jarvis.sandbox.Credentials.x("acme_labs");
        Map<String, Secret> values = Map.of(
                "api_key", Secret.of(keys.apiKey()),
                "api_secret", Secret.of(keys.apiSecret()),
                "access_token", Secret.of(keys.accessToken()),
                "access_token_secret", Secret.of(keys.accessTokenSecret()));
        Credentials credentials = Credentials.keys("keys", values);
        return of("twitter", xEndpoints(sandbox.endpoints()), credentials, new JdkHttp(), sandbox.clock());
    }

    /** The mailbox of {@code ada@acme.example}. */
    public static Connection gmail(Sandbox sandbox) {
        Tokens tokens = sandbox.google()
                .grant(dev.jarvis.sandbox.Credentials.GOOGLE_CLIENT_ID, "104200000000000000001", scopes("gmail"));
        return of("gmail", gmailEndpoints(sandbox.endpoints()), oauth(tokens), new JdkHttp(), sandbox.clock());
    }

    /** A platform that answers what the test says. */
    public static Connection answering(String platform, Http http) {
        Map<String, Secret> values = Map.of("access_token", Secret.of("access"), "refresh_token", Secret.of("refresh"));
        Credentials credentials = new Credentials("oauth2", values, null, Set.of());
        Map<String, String> endpoints = new HashMap<>();
        manifest(platform).endpoints().forEach((use, uri) -> endpoints.put(use, uri.toString()));
        return made(platform, endpoints, credentials, http, InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
    }

    public static Connection of(
            String platform, Map<String, String> endpoints, Credentials credentials, Http http, InstantSource clock) {
        Connection connection = made(platform, endpoints, credentials, http, clock);
        if (connection.integration instanceof OAuthConnector oauth) connection.context.refreshingWith(oauth);
        return connection;
    }

    private static Connection made(
            String platform, Map<String, String> endpoints, Credentials credentials, Http http, InstantSource clock) {
        Connector connector = connector(platform);
        TestContext context = new TestContext(manifest(platform), endpoints, app(platform), credentials, http, clock);
        BaseIntegration integration = connector.create();
        integration.initialize(context);
        return new Connection(connector, integration, context);
    }

    /** The same account at another address, as an operator may set it. */
    public Connection at(Map<String, String> endpoints) {
        return of(context.manifest().id(), endpoints, context.credentials(), context.http(), context.clock());
    }

    public Connection through(Http http) {
        Map<String, String> endpoints = context.manifest().endpoints().keySet().stream()
                .collect(Collectors.toMap(
                        use -> use, use -> context.endpoint(use).toString()));
        return of(context.manifest().id(), endpoints, context.credentials(), http, context.clock());
    }

    public JsonNode act(String action, String json) {
        return act(action, json, call());
    }

    public JsonNode act(String action, String json, Call call) {
        return run(action(action), json, call);
    }

    public Optional<JsonNode> find(String action, String json, Call call) {
        return found(action(action), json, call);
    }

    public Call call() {
        return new Call(UUID.randomUUID(), context.clock().instant().truncatedTo(ChronoUnit.MICROS), new MemoryFiles());
    }

    public Action<?, ?, ?> action(String id) {
        return connector.actions().stream()
                .filter(action -> action.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No action " + id));
    }

    private <I extends Record, O extends Record> JsonNode run(Action<?, I, O> action, String json, Call call) {
        return JSON.valueToTree(action.run(integration, JSON.readValue(json, action.input()), call));
    }

    private <I extends Record, O extends Record> Optional<JsonNode> found(
            Action<?, I, O> action, String json, Call call) {
        return action.find(integration, JSON.readValue(json, action.input()), call)
                .map(JSON::valueToTree);
    }

    public static Connector connector(String platform) {
        return ServiceLoader.load(Connector.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(connector -> TestManifests.of(connector).id().equals(platform))
                .findFirst()
                .orElseThrow();
    }

    private static Manifest manifest(String platform) {
        return TestManifests.of(connector(platform));
    }

    private static Set<String> scopes(String platform) {
        return Set.copyOf(manifest(platform).oauth().orElseThrow().defaultScopes());
    }

    private static OAuthApp app(String platform) {
        return platform.equals("gmail")
                ? new OAuthApp(
                        dev.jarvis.sandbox.Credentials.GOOGLE_CLIENT_ID,
                        Secret.of(dev.jarvis.sandbox.Credentials.GOOGLE_CLIENT_SECRET))
                : new OAuthApp(
                        dev.jarvis.sandbox.Credentials.X_CLIENT_ID,
                        Secret.of(dev.jarvis.sandbox.Credentials.X_CLIENT_SECRET));
    }

    private static Credentials oauth(Tokens tokens) {
        Map<String, Secret> values = new HashMap<>();
        values.put("access_token", Secret.of(tokens.accessToken()));
        if (tokens.refreshToken() != null) values.put("refresh_token", Secret.of(tokens.refreshToken()));
        return new Credentials("oauth2", values, null, tokens.scopes());
    }

    public static Map<String, String> xEndpoints(Endpoints endpoints) {
        return Map.of(
                "api", endpoints.xApi(),
                "authorization", endpoints.xAuthorization(),
                "token", endpoints.xToken(),
                "revocation", endpoints.xRevocation());
    }

    private static Map<String, String> gmailEndpoints(Endpoints endpoints) {
        return Map.of(
                "api", endpoints.gmailApi(),
                "authorization", endpoints.googleAuthorization(),
                "token", endpoints.googleToken(),
                "revocation", endpoints.googleRevocation());
    }

    /** The host a browser would be sent to. */
    public String authorizationHost() {
        return URI.create(context.endpoint("authorization").toString()).getHost();
    }
}
