package dev.jarvis.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Users;
import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.crypto.Passwords;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sandbox.Credentials;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.fault.Fault;
import dev.jarvis.sandbox.fault.FaultRule;
import dev.jarvis.sandbox.oauth.Tokens;
import dev.jarvis.sandbox.x.OAuth1Keys;
import dev.jarvis.sandbox.x.XPlatform;
import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.OAuthApp;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Secret;
import dev.jarvis.sdk.Status;
import dev.jarvis.testing.Browser;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.FirstPeople;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyConnectionsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Links links;

    @Autowired
    private TenantTransactions db;

    @Autowired
    private IntegrationManager manager;

    @Autowired
    private Observatories observatories;

    @Autowired
    private Users users;

    @Autowired
    private Passwords passwords;

    @Autowired
    private ConfigurableEnvironment environment;

    @Autowired
    private Sandbox sandbox;

    @Autowired
    private JdbcClient jdbc;

    private Caller ada;

    @BeforeAll
    void setUp() {
        ada = FirstPeople.ada(port, links, db);
    }

    @AfterEach
    void disconnect() {
        for (JsonNode one : ada.get("/api/integrations/connected").json().path("items"))
            assertThat(ada.delete("/api/integrations/" + one.path("id").asString())
                            .status())
                    .isEqualTo(204);
    }

    @Test
    void keepsAnAccountThatItsKeysOpen() {
        Caller.Answer made = connect(Credentials.x("acme_labs"));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("/integration/name")).isEqualTo("@acme_labs");
        assertThat(made.text("/integration/status")).isEqualTo("connected");
        assertThat(made.body()).doesNotContain(Credentials.X_API_SECRET, "sandbox-acme_labs");
        Caller.Answer health = ada.get("/api/integrations/" + made.text("/integration/id") + "/health");
        assertThat(health.text("/state")).as(health.body()).isEqualTo("healthy");
    }

    @Test
    void keepsNothingOfKeysThatThePlatformRefuses() {
        Caller.Answer refused = connect(Map.of(
                "api_key", "wrong", "api_secret", "wrong", "access_token", "wrong", "access_token_secret", "wrong"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("connection-refused");
        assertThat(connected()).isEmpty();
    }

    @Test
    void namesEachFieldThatIsMissingOrUnknown() {
        Caller.Answer refused = connect(Map.of("api_key", "a", "password", "b"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .contains("credentials.api_secret", "credentials.access_token", "credentials.password");
    }

    @Test
    void takesNullForAFieldThatIsMissing() {
        Caller.Answer refused = ada.send(
                "POST",
                "/api/integrations/twitter/connect",
                "{\"scheme\":\"keys\",\"credentials\":{\"api_key\":null}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("credentials.api_key");
    }

    @Test
    void keepsANewAccountOnceThatIsConnectedTwiceAtOnce() throws Exception {
        ObservatoryId here = observatories.all().getFirst();
        CountDownLatch written = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> db.inObservatory(here.value(), () -> {
                jdbc.sql("""
                                insert into integrations (observatory_id, platform, scheme, account_id, account_name, account, status)
                                values (?, 'twitter', 'oauth2', 'twice', '@twice', '{"id": "twice", "name": "@twice"}',
                                        'connected')""").param(here.value()).update();
                written.countDown();
                Awaitility.await().pollInSameThread().until(this::somebodyWaits);
            }));
            written.await();

            Integration kept = manager.createIntegration(here, granted("twice", null), by(here));

            first.get();
            assertThat(kept.name()).isEqualTo("@twice");
            assertThat(connected()).hasSize(1);
        }
    }

    private boolean somebodyWaits() {
        return jdbc.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void asksForAPersonAfterAnActWithDeadKeysButNotOfNewOnes() {
        ObservatoryId here = observatories.all().getFirst();
        connect(Credentials.x("acme_labs"));
        Connection old = manager.getIntegration(here, "twitter", null);
        connect(Credentials.x("acme_labs"));
        Connection fresh = manager.getIntegration(here, "twitter", null);
        PlatformException dead = new PlatformException(ErrorKind.AUTH_REVOKED, "Could not authenticate you.");

        manager.refused(fresh, new PlatformException(ErrorKind.VALIDATION, "Too long."));
        manager.refused(fresh, new PlatformException(ErrorKind.SCOPE_MISSING, "dm.write"));
        manager.refused(old, dead);
        assertThat(manager.loadIntegration(here, fresh.id()).status()).isEqualTo(Integration.State.CONNECTED);

        manager.refused(fresh, dead);
        assertThat(manager.loadIntegration(here, fresh.id()).reason()).isEqualTo(Status.Reason.NEEDS_REAUTH);
    }

    @Test
    void repeatsTheAnswerOfAKeyAlsoWhenItsConnectionIsGone() {
        connect(Credentials.x("acme_labs"));
        Caller sameKey = ada.with("Idempotency-Key", "outlives-the-connection");
        Caller.Answer first = sameKey.post("/api/twitter/tweet", Map.of("text", "Said once"));
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        ada.delete("/api/integrations/" + connected().getFirst().path("id").asString());

        Caller.Answer again = sameKey.post("/api/twitter/tweet", Map.of("text", "Said once"));
        Caller.Answer other =
                ada.with("Idempotency-Key", "never-sent").post("/api/twitter/tweet", Map.of("text", "Not said"));
        connect(Credentials.x("acme_labs"));
        Caller.Answer later =
                ada.with("Idempotency-Key", "never-sent").post("/api/twitter/tweet", Map.of("text", "Said later"));

        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(other.code()).isEqualTo("not-connected");
        assertThat(later.status()).as(later.body()).isEqualTo(201);
    }

    @Test
    void asksForAPersonWhenThePlatformRefusesAnActsKeys() {
        connect(Credentials.x("acme_labs"));
        sandbox.faults().add(FaultRule.next("POST", "/x/2/tweets", new Fault.Status(401, "application/json", "{}")));

        Caller.Answer refused = ada.post("/api/twitter/tweet", Map.of("text", "With dead keys"));

        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(connected().getFirst().path("reason").asString()).isEqualTo("needs_reauth");
        assertThat(ada.post("/api/twitter/tweet", Map.of("text", "Not tried")).code())
                .isEqualTo("needs-reauth");
        connect(Credentials.x("acme_labs"));
    }

    @Test
    void answersAnActWhoseTokenCannotBeRenewedWithWhatToDo() {
        ObservatoryId here = observatories.all().getFirst();
        manager.createIntegration(here, granted("over", null), by(here));
        sandbox.xAuthorization().revokeAll(XPlatform.accounts().getFirst().id());

        Caller.Answer refused = ada.post("/api/twitter/tweet", Map.of("text", "Hello"));

        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("needs-reauth");
    }

    @Test
    void renewsWithTheAppThatTheTokenWasIssuedToAndSaysWhenThatIsGone() {
        ObservatoryId here = observatories.all().getFirst();
        Integration operators = manager.createIntegration(here, granted("theirs", Credentials.X_CLIENT_ID), by(here));
        Caller.Answer saved = ada.send("PUT", "/api/integrations/twitter/app", "{\"clientId\":\"another\"}");
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        assertThat(saved.text("/orphaned/0")).isEmpty();

        assertThat(manager.getIntegration(here, "twitter", "theirs").credentialVersion())
                .isGreaterThan(1);

        Integration own = manager.createIntegration(here, granted("ours", "another"), by(here));
        Caller.Answer removed = ada.delete("/api/integrations/twitter/app");
        assertThat(removed.text("/orphaned/0")).as(removed.body()).isEqualTo("@ours");
        assertThat(removed.text("/warning")).contains("Reconnect");
        assertThat(ada.delete("/api/integrations/twitter/app").status()).isEqualTo(404);
        assertThatThrownBy(() -> manager.getIntegration(here, "twitter", "ours"))
                .hasMessageContaining("OAuth app another");
        assertThat(manager.loadIntegration(here, own.id()).reason()).isEqualTo(Status.Reason.APP_MISCONFIGURED);
        assertThat(ada.get("/api/integrations/" + own.id() + "/doctor").body())
                .contains("OAuth app of this connection", "another");
        assertThat(manager.loadIntegration(here, operators.id()).status()).isEqualTo(Integration.State.CONNECTED);
    }

    /** By the first account of the sandbox, with an access token that ended an hour ago. */
    private NewIntegration granted(String account, @Nullable String client) {
        Tokens tokens = sandbox.xAuthorization()
                .grant(
                        Credentials.X_CLIENT_ID,
                        XPlatform.accounts().getFirst().id(),
                        Set.of("tweet.read", "users.read", "offline.access"));
        dev.jarvis.sdk.Credentials set = new dev.jarvis.sdk.Credentials(
                "oauth2",
                Map.of(
                        "access_token", Secret.of(tokens.accessToken()),
                        "refresh_token", Secret.of(tokens.refreshToken())),
                Instant.now().minus(Duration.ofHours(1)),
                Set.of("tweet.read"));
        return new NewIntegration(
                "twitter",
                Account.of(account, "@" + account),
                "@" + account,
                client == null ? set : IssuedTo.mark(set, new OAuthApp(client, null)),
                null,
                false);
    }

    private static Principal by(ObservatoryId here) {
        return new Principal.System(here, "test");
    }

    @Test
    void namesTheVariablesThatAreMissingWhereOnlySomeAreSet() {
        Map<String, Object> some =
                Map.of("TWITTER_API_KEY", "a", "TWITTER_API_SECRET", "b", "TWITTER_ACCESS_TOKEN", "c");
        environment.getPropertySources().addFirst(new MapPropertySource("some", some));
        try {
            Caller.Answer refused = ada.post("/api/integrations/twitter/connect");
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("account-variables-incomplete");
            assertThat(refused.text("/detail"))
                    .contains("TWITTER_ACCESS_TOKEN_SECRET is not set")
                    .doesNotContain("TWITTER_API_KEY");
        } finally {
            environment.getPropertySources().remove("some");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.com",
                "https://169.254.169.254/latest",
                "http://example.com",
                "https://ada:secret@example.com",
                "//example.com",
                "nonsense",
                "https://[::ffff:10.0.0.1]/"
            })
    void refusesAnAddressOfOnesOwnAtItsFieldWhenItMayNotBeCalled(String address) {
        Caller.Answer refused = ada.post(
                "/api/integrations/http/connect",
                Map.of("scheme", "header", "credentials", Map.of("base_url", address, "authorization", "none")));
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("credentials.base_url");
    }

    @Test
    void connectsTheAccountOfTheEnvironmentForTheFirstObservatoryAlone() {
        OAuth1Keys keys = Credentials.x("acme_support");
        Map<String, Object> set = Map.of(
                "TWITTER_API_KEY", keys.apiKey(),
                "TWITTER_API_SECRET", keys.apiSecret(),
                "TWITTER_ACCESS_TOKEN", keys.accessToken(),
                "TWITTER_ACCESS_TOKEN_SECRET", keys.accessTokenSecret());
        environment.getPropertySources().addFirst(new MapPropertySource("keys", set));
        try {
            Caller.Answer made = ada.post("/api/integrations/twitter/connect");
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            assertThat(made.text("/integration/name")).isEqualTo("@acme_support");

            Browser bob = new Stage(port, db, users, passwords, observatories)
                    .enters("Bob")
                    .browser();
            Browser.Page elsewhere = bob.post("/api/integrations/twitter/connect");
            assertThat(elsewhere.text("/authorizationUrl")).contains("/connect/");

            db.global(() -> {
                jdbc.sql("update instance set first_observatory = gen_random_uuid()")
                        .update(); // as after the first was deleted
            });
            assertThat(ada.post("/api/integrations/twitter/connect").status()).isEqualTo(200);
        } finally {
            db.global(() -> {
                jdbc.sql("update instance set first_observatory = ?")
                        .param(observatories.all().getFirst().value())
                        .update();
            });
            environment.getPropertySources().remove("keys");
        }
    }

    @Test
    void choosesTheOnlyAccountAndAsksWhichOfSeveral() {
        ObservatoryId here = observatories.all().getFirst();
        assertThatThrownBy(() -> manager.getIntegration(here, "twitter", null))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo("not-connected"));
        String id = connect(Credentials.x("acme_labs")).text("/integration/id");
        assertThat(manager.getIntegration(here, "twitter", null).id()).hasToString(id);
        connect(Credentials.x("acme_support"));

        assertThatThrownBy(() -> manager.getIntegration(here, "twitter", null))
                .isInstanceOfSatisfying(Problem.class, e -> {
                    assertThat(e.code()).isEqualTo("choose-account");
                    assertThat(e.more().toString()).contains("@acme_labs", "@acme_support");
                });
        for (String name : List.of("@acme_labs", "acme_labs", "ACME_LABS", id))
            assertThat(manager.getIntegration(here, "twitter", name).id()).hasToString(id);
        assertThatThrownBy(() -> manager.getIntegration(here, "twitter", "@nobody"))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo("unknown-account"));
    }

    @Test
    void answersFromMemoryWhileItIsHot() {
        ObservatoryId here = observatories.all().getFirst();
        connect(Credentials.x("acme_labs"));
        Connection first = manager.getIntegration(here, "twitter", null);

        assertThat(manager.getIntegration(here, "twitter", null).integration()).isSameAs(first.integration());
    }

    @Test
    void makesANewInstanceWhenTheCredentialsChange() {
        ObservatoryId here = observatories.all().getFirst();
        connect(Credentials.x("acme_labs"));
        Connection before = manager.getIntegration(here, "twitter", null);

        connect(Credentials.x("acme_labs"));

        Connection after = manager.getIntegration(here, "twitter", null);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.credentialVersion()).isGreaterThan(before.credentialVersion());
        assertThat(after.integration()).isNotSameAs(before.integration());
    }

    @Test
    void marksAConnectionWhoseKeysStoppedWorkingAndMendsItWhenTheyWorkAgain() {
        String id = connect(Credentials.x("acme_labs")).text("/integration/id");
        sandbox.faults()
                .add(FaultRule.next(
                        "GET",
                        "/x/2/users/me",
                        new Fault.Status(401, "application/json", "{\"title\":\"Unauthorized\"}")));

        assertThat(ada.post("/api/integrations/test").text("/items/0/state")).isEqualTo("unhealthy");
        assertThat(ada.get("/api/integrations/connected").text("/items/0/reason"))
                .isEqualTo("needs_reauth");
        assertThat(ada.get("/api/integrations/" + id + "/health").text("/state"))
                .isEqualTo("healthy");
        assertThat(ada.get("/api/integrations/connected").text("/items/0/status"))
                .isEqualTo("connected");
    }

    @Test
    void destroysTheCredentialsOfWhatIsDisconnectedAndKeepsTheRow() {
        String id = connect(Credentials.x("acme_labs")).text("/integration/id");

        ada.delete("/api/integrations/" + id);

        assertThat(ada.get("/api/integrations/connected").text("/items/0/status"))
                .isEqualTo("disconnected");
        assertThat(connect(Credentials.x("acme_labs")).text("/integration/id")).isEqualTo(id);
    }

    @Test
    void answersTheSameForAForeignAndAnUnknownConnection() {
        String id = connect(Credentials.x("acme_labs")).text("/integration/id");
        Browser eve = new Stage(port, db, users, passwords, observatories)
                .enters("Eve")
                .browser();

        Browser.Page foreign = eve.get("/api/integrations/" + id + "/health");
        Browser.Page unknown = eve.get("/api/integrations/0192f0c1-2d3e-7abc-8def-0123456789ab/health");

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(eve.delete("/api/integrations/" + id).status()).isEqualTo(404);
        assertThat(ada.get("/api/integrations/connected").text("/items/0/status"))
                .isEqualTo("connected");
    }

    @Test
    void renamesAndCounts() {
        String id = connect(Credentials.x("acme_labs")).text("/integration/id");

        assertThat(ada.patch("/api/integrations/" + id, Map.of("name", "Our voice"))
                        .text("/name"))
                .isEqualTo("Our voice");
        assertThat(ada.patch("/api/integrations/" + id, Map.of("status", "pending"))
                        .status())
                .isEqualTo(400);
        assertThat(ada.get("/api/integrations/stats").text("/byPlatform/twitter"))
                .isEqualTo("1");
        assertThat(ada.get("/api/integrations").body()).contains("\"platform\":\"twitter\"", "\"appConfigured\":true");
        assertThat(ada.get("/api/integrations/twitter").text("/redirectUri"))
                .isEqualTo("http://localhost:" + port + "/api/integrations/twitter/callback");
    }

    private List<JsonNode> connected() {
        return StreamSupport.stream(
                        ada.get("/api/integrations/connected")
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .filter(one -> !one.path("status").asString().equals("disconnected"))
                .toList();
    }

    private Caller.Answer connect(OAuth1Keys keys) {
        return connect(Map.of(
                "api_key", keys.apiKey(),
                "api_secret", keys.apiSecret(),
                "access_token", keys.accessToken(),
                "access_token_secret", keys.accessTokenSecret()));
    }

    private Caller.Answer connect(Map<String, String> credentials) {
        return ada.post("/api/integrations/twitter/connect", Map.of("scheme", "keys", "credentials", credentials));
    }
}
