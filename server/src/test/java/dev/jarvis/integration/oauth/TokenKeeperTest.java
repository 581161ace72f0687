package dev.jarvis.integration.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.ConnectionChanges;
import dev.jarvis.integration.CredentialStore;
import dev.jarvis.integration.HeldCredentials;
import dev.jarvis.integration.Integration;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.integration.NewIntegration;
import dev.jarvis.integration.Platform;
import dev.jarvis.integration.Surroundings;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Users;
import dev.jarvis.platform.crypto.Passwords;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.fault.Fault;
import dev.jarvis.sandbox.fault.FaultRule;
import dev.jarvis.sandbox.oauth.Tokens;
import dev.jarvis.sandbox.x.XPlatform;
import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Secret;
import dev.jarvis.sdk.Status;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.Size;
import dev.jarvis.testing.Stage;
import dev.jarvis.testing.Stage.Somebody;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Protocols P5, P5b and P5c: keepers of several nodes on one database, and a server that rotates. */
@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Protocol
class TokenKeeperTest {
    private static final String TOKEN = "/x/2/oauth2/token";
    private static final String REVOKE = "/x/2/oauth2/revoke";
    private static final Duration BUFFER = Duration.ofMinutes(5);
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** Of the sandbox; what the connections here are called is another matter. */
    private static final String ACCOUNT = XPlatform.accounts().getFirst().id();

    private final AtomicInteger accounts = new AtomicInteger();

    @LocalServerPort
    private int port;

    @Autowired
    private TenantTransactions db;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Users users;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Observatories observatories;

    @Autowired
    private IntegrationManager manager;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private CredentialStore store;

    @Autowired
    private ConnectionChanges changes;

    @Autowired
    private Surroundings around;

    @Autowired
    private Sandbox sandbox;

    private Somebody ada;
    private ObservatoryId here;
    private Platform x;
    private final List<TokenKeeper> nodes = new ArrayList<>();
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger mostAsking = new AtomicInteger();

    @BeforeAll
    void setUp() {
        ada = new Stage(port, db, users, passwords, observatories).enters("Ada");
        here = ada.observatory().id();
        x = catalogue.platform("twitter");
        for (int node = 0; node < 3; node++) nodes.add(node("node-" + node, LEASE));
    }

    @BeforeEach
    void forget() {
        sandbox.ledger().reset();
        mostAsking.set(0);
    }

    @AfterEach
    void mend() {
        sandbox.faults().clear();
    }

    /** P5: all who need one expired token get the new one, and the endpoint is asked once. */
    @Test
    @Tag("P5")
    void asksOnceForAllCallersOfAllNodes(Proof proof) throws Exception {
        int rounds = Size.of(20, 100, 1000);
        UUID id = expired();
        List<Long> waits = new ArrayList<>();

        for (int round = 0; round < rounds; round++) {
            end(id);
            HeldCredentials held = held(id);
            Set<String> tokens = new HashSet<>(together(64, node -> {
                long before = System.nanoTime();
                String token = token(node.fresh(held, BUFFER, this::refreshed));
                synchronized (waits) {
                    waits.add(System.nanoTime() - before);
                }
                return token;
            }));
            assertThat(tokens).hasSize(1).doesNotContain(token(held.credentials()));
        }

        assertThat(sandbox.ledger().count("POST", TOKEN)).isEqualTo(rounds);
        assertThat(mostAsking).hasValue(1);
        assertThat(integration(id).status()).isEqualTo(Integration.State.CONNECTED);
        waits.sort(Long::compare);
        proof.count("rounds", rounds)
                .count("nodes", 3)
                .count("callers a round", 3 * 64)
                .count("token calls", sandbox.ledger().count("POST", TOKEN))
                .figure("p99 wait, ms", waits.get((int) (waits.size() * 0.99)) / 1e6);
    }

    /** P5, the other way in: all callers were refused with the same token. */
    @Test
    void asksOnceForAllCallersWhoseTokenWasRefused() throws Exception {
        UUID id = expired();
        HeldCredentials held = held(id);

        Set<String> tokens =
                new HashSet<>(together(64, node -> token(node.replacing(held, held.credentials(), this::refreshed))));

        assertThat(tokens).hasSize(1).doesNotContain(token(held.credentials()));
        assertThat(sandbox.ledger().count("POST", TOKEN)).isEqualTo(1);
    }

    /** P5b: slower than any lock would hold. */
    @Test
    @Tag("P5b")
    void waitsForASlowEndpointWithOneCallUnderWayAndNoDatabaseConnectionHeld(Proof proof) throws Exception {
        UUID id = expired();
        sandbox.faults().add(FaultRule.next("POST", TOKEN, new Fault.Delay(Duration.ofSeconds(4))));
        AtomicInteger fewestInUse = new AtomicInteger(Integer.MAX_VALUE);
        Thread watch = Thread.ofVirtual().start(() -> watch(fewestInUse));

        Set<String> tokens = new HashSet<>(together(16, node -> token(node.fresh(held(id), BUFFER, this::refreshed))));

        watch.interrupt();
        assertThat(tokens).hasSize(1);
        assertThat(sandbox.ledger().count("POST", TOKEN)).isEqualTo(1);
        assertThat(fewestInUse).hasValue(0);
        proof.count("callers of the slow endpoint", 3 * 16)
                .count("token calls of the slow endpoint", sandbox.ledger().count("POST", TOKEN))
                .count("database connections held meanwhile", fewestInUse.get());
    }

    /** The fewest connections in use while the endpoint is asked: one that is held all the while keeps it above none. */
    private void watch(AtomicInteger fewest) {
        HikariDataSource pool =
                (HikariDataSource) Objects.requireNonNull(((DelegatingDataSource) dataSource).getTargetDataSource());
        while (!Thread.currentThread().isInterrupted()) {
            int inUse = pool.getHikariPoolMXBean().getActiveConnections();
            if (asking.get() == 1) fewest.accumulateAndGet(inUse, Math::min);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    /** P5b: nobody waits longer than two seconds for a better token than the one that is good. */
    @Test
    @Tag("P5b")
    void goesOnWithATokenThatIsStillGoodWhileTheEndpointIsSlow(Proof proof) {
        UUID id = expired();
        endsIn(id, Duration.ofMinutes(2));
        sandbox.faults().add(FaultRule.next("POST", TOKEN, new Fault.Delay(Duration.ofSeconds(8))));
        HeldCredentials held = held(id);
        long before = System.nanoTime();

        String token = token(nodes.getFirst().fresh(held, BUFFER, this::refreshed));

        assertThat(token).isEqualTo(token(held.credentials()));
        Duration waited = Duration.ofNanos(System.nanoTime() - before);
        assertThat(waited).isLessThan(Duration.ofMillis(3_500)); // two seconds, and a busy machine
        proof.figure("wait beside a token that is still good, ms", waited.toNanos() / 1e6);
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !token(held(id).credentials()).equals(token));
    }

    /** P5b: the holder died before its request left. */
    @Test
    @Tag("P5b")
    void takesOverFromAHolderThatDiedBeforeItAsked(Proof proof) {
        UUID id = expired();
        assertThat(leases("dead", Duration.ofMillis(300)).take(held(id))).isPresent();

        long before = System.nanoTime();
        String token = token(nodes.getFirst().fresh(held(id), BUFFER, this::refreshed));

        assertThat(token).isEqualTo(token(held(id).credentials()));
        assertThat(integration(id).status()).isEqualTo(Integration.State.CONNECTED);
        proof.figure("take-over from a dead holder with a lease of 300 ms, ms", (System.nanoTime() - before) / 1e6);
    }

    /** P5b: the one loss that cannot be helped. It is named, and nobody asks again and again. */
    @Test
    @Tag("P5b")
    void saysThatANewTokenWasLostWithTheNodeThatHadIt(Proof proof) {
        UUID id = expired();
        HeldCredentials held = held(id);
        assertThat(leases("dead", Duration.ofMillis(300)).take(held)).isPresent();
        refreshed(held.credentials()); // answered, and never stored
        sandbox.ledger().reset();

        for (int i = 0; i < 5; i++)
            assertThatThrownBy(() -> nodes.getFirst().fresh(held(id), BUFFER, this::refreshed))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.AUTH_REVOKED))
                    .hasMessageContaining("cut off after the platform may have answered");

        assertThat(sandbox.ledger().count("POST", TOKEN)).isEqualTo(1);
        assertThat(integration(id).reason()).isEqualTo(Status.Reason.NEEDS_REAUTH);
        assertThat(rowsOfTrouble(id)).isEqualTo(1);
        proof.count(
                "token calls after a lost answer, of 5 acts", sandbox.ledger().count("POST", TOKEN));
    }

    /** P5c: whatever this was, it was no new set of credentials. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    @Tag("P5c")
    void keepsWhatIsStoredBitByBit(String what, Fault fault, Proof proof) {
        UUID id = expired();
        byte[] before = stored(id);
        sandbox.faults().add(FaultRule.always("POST", TOKEN, fault));

        assertThatThrownBy(() -> nodes.getFirst().fresh(held(id), BUFFER, this::refreshed))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TRANSIENT));

        assertThat(stored(id)).isEqualTo(before);
        assertThat(integration(id).status()).isEqualTo(Integration.State.CONNECTED);
        assertThat(integration(id).degradedSince()).isNotNull();
        sandbox.faults().clear();
        pauseIsOver(id);
        nodes.get(1).fresh(held(id), BUFFER, this::refreshed);
        assertThat(integration(id).degradedSince()).isNull();
        proof.more("kinds of nonsense that changed nothing", 1);
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of("a server's error page", new Fault.Status(500, "text/html", "<h1>Oops</h1>")),
                Arguments.of(
                        "too many requests", new Fault.Status(429, "application/json", "{\"title\":\"slow down\"}")),
                Arguments.of("a page with a success", new Fault.Status(200, "text/html", "<h1>Sign in</h1>")),
                Arguments.of("nothing with a success", new Fault.Status(200, "application/json", "")),
                Arguments.of("no token", new Fault.Status(200, "application/json", "{\"expires_in\":7200}")),
                Arguments.of(
                        "an error with a success", new Fault.Status(200, "application/json", "{\"error\":\"busy\"}")),
                Arguments.of("a negative life", new Fault.Status(200, "application/json", set("\"expires_in\":-5"))),
                Arguments.of(
                        "a life of text", new Fault.Status(200, "application/json", set("\"expires_in\":\"soon\""))),
                Arguments.of(
                        "a life of ages", new Fault.Status(200, "application/json", set("\"expires_in\":99999999999"))),
                Arguments.of("ten megabytes and more", new Fault.Huge(11_000_000)),
                Arguments.of("random bytes", new Fault.Garbage(300)),
                Arguments.of("a connection cut", new Fault.Reset()));
    }

    private static String set(String life) {
        return "{\"access_token\":\"evil\",\"refresh_token\":\"evil\",\"token_type\":\"bearer\"," + life + "}";
    }

    @Test
    void keepsTheRefreshTokenThatAnAnswerLeavesOut() {
        UUID id = expired();
        Secret before = held(id).credentials().require("refresh_token");
        sandbox.faults().add(FaultRule.next("POST", TOKEN, new Fault.Patch(patch("refresh_token", null))));

        nodes.getFirst().fresh(held(id), BUFFER, this::refreshed);

        assertThat(held(id).credentials().require("refresh_token")).isEqualTo(before);
    }

    @Test
    void takesANewSetOfScopesAndALifeOfUnknownLength() {
        UUID id = expired();
        ObjectNode patch = patch("scope", "tweet.read users.read");
        patch.putNull("expires_in");
        sandbox.faults().add(FaultRule.next("POST", TOKEN, new Fault.Patch(patch)));

        nodes.getFirst().fresh(held(id), BUFFER, this::refreshed);

        assertThat(integration(id).grantedScopes()).containsExactlyInAnyOrder("tweet.read", "users.read");
        assertThat(integration(id).expiresAt()).isNull();
    }

    /** P5c: the refusal was of a token that a sibling had already replaced. */
    @Test
    @Tag("P5c")
    void servesTheSetThatASiblingStoredMeanwhile() {
        UUID id = expired();
        HeldCredentials held = held(id);

        Credentials served = nodes.getFirst().fresh(held, BUFFER, current -> {
            Credentials sibling = refreshed(current);
            db.inObservatory(here.value(), () -> store.replace(held, sibling));
            return refreshed(current); // the old token once more: refused
        });

        assertThat(token(served)).isEqualTo(token(held(id).credentials()));
        assertThat(integration(id).status()).isEqualTo(Integration.State.CONNECTED);
    }

    @Test
    void asksForAPersonWhenTheGrantOfTheCurrentTokenIsOver() {
        UUID id = expired();
        sandbox.xAuthorization().revokeAll(ACCOUNT);

        assertThatThrownBy(() -> nodes.getFirst().fresh(held(id), BUFFER, this::refreshed))
                .isInstanceOf(PlatformException.class);

        assertThat(integration(id).reason()).isEqualTo(Status.Reason.NEEDS_REAUTH);
        assertThat(rowsOfTrouble(id)).isEqualTo(1);
        assertThatThrownBy(() -> manager.getIntegration(here, "twitter", id.toString()))
                .hasMessageContaining("Reconnect");
    }

    @Test
    void blamesTheAppWhenTheEndpointDoesAndRecoversWithIt() {
        UUID id = expired();
        sandbox.faults()
                .add(FaultRule.next(
                        "POST", TOKEN, new Fault.Status(401, "application/json", "{\"error\":\"invalid_client\"}")));

        assertThatThrownBy(() -> nodes.getFirst().fresh(held(id), BUFFER, this::refreshed))
                .isInstanceOf(PlatformException.class);
        assertThat(integration(id).reason()).isEqualTo(Status.Reason.APP_MISCONFIGURED);

        pauseIsOver(id);
        nodes.getFirst().fresh(held(id), BUFFER, this::refreshed);
        assertThat(integration(id).status()).isEqualTo(Integration.State.CONNECTED);
    }

    @Test
    void revokesWhatARefreshBroughtThatWasUnderWayWhenTheConnectionWasEnded() {
        UUID id = expired();
        long before = sandbox.ledger().count("POST", REVOKE);
        AtomicReference<Thread> ending = new AtomicReference<>();

        Credentials brought = nodes.getFirst().fresh(held(id), BUFFER, current -> {
            Credentials fresh = refreshed(current);
            ending.set(Thread.ofVirtual().start(() -> manager.deleteIntegration(by(), id)));
            await().until(() -> sandbox.ledger().count("POST", REVOKE) > before);
            return fresh;
        });
        await().until(() -> !ending.get().isAlive());

        assertThat(integration(id).status()).isEqualTo(Integration.State.DISCONNECTED);
        assertThat(store.read(here, id)).isEmpty();
        assertThat(sandbox.ledger().count("POST", REVOKE)).isEqualTo(before + 2);
        assertThat(sandbox.ledger().entries("POST", REVOKE).getLast().request().text())
                .contains(brought.refreshToken().orElseThrow().reveal());
    }

    @Test
    void doesNotAskWhileATransactionIsOpen() {
        UUID id = expired();
        HeldCredentials held = held(id);

        assertThatThrownBy(() ->
                        db.inObservatory(here.value(), () -> nodes.getFirst().fresh(held, BUFFER, this::refreshed)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void renewsBeforeAnybodyWaits() {
        UUID id = expired();
        endsIn(id, Duration.ofMinutes(4));
        String before = token(held(id).credentials());

        new RefreshAhead(db, jdbc, manager).round();

        assertThat(token(held(id).credentials())).isNotEqualTo(before);
        assertThat(integration(id).expiresAt()).isAfter(Instant.now().plus(BUFFER));
    }

    @Test
    void actsWithTheNewTokenThroughTheDoor() {
        UUID id = expired();

        var connection = manager.getIntegration(here, "twitter", id.toString());

        assertThat(connection.credentialVersion()).isEqualTo(held(id).version()).isGreaterThan(1);
        assertThat(connection.integration().testConnection().name()).isNotBlank();
        assertThat(sandbox.ledger().count("POST", TOKEN)).isEqualTo(1);
    }

    private TokenKeeper node(String name, Duration lease) {
        return new TokenKeeper(new RefreshSteps(store, leases(name, lease), changes, db), InstantSource.system());
    }

    private RefreshLeases leases(String owner, Duration length) {
        return new RefreshLeases(db, jdbc, owner, length);
    }

    /** One call of the real endpoint, counted while it lasts. */
    private Credentials refreshed(Credentials current) {
        mostAsking.accumulateAndGet(asking.incrementAndGet(), Math::max);
        try {
            AuthScheme.OAuth2Code scheme = x.manifest().oauth().orElseThrow();
            return around.oauth(here, x, scheme).refresh(current);
        } finally {
            asking.decrementAndGet();
        }
    }

    private List<String> together(int callers, java.util.function.Function<TokenKeeper, String> call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> calls = nodes.stream()
                    .flatMap(
                            node -> IntStream.range(0, callers).<Callable<String>>mapToObj(_ -> () -> call.apply(node)))
                    .toList();
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(calls)) answers.add(answer.get());
            return answers;
        }
    }

    /** A connection of an account of its own, whose access token ended an hour ago. */
    private UUID expired() {
        String id = "account-" + accounts.incrementAndGet();
        Tokens tokens = sandbox.xAuthorization()
                .grant(
                        dev.jarvis.sandbox.Credentials.X_CLIENT_ID,
                        ACCOUNT,
                        Set.of("tweet.read", "users.read", "offline.access"));
        Credentials credentials = new Credentials(
                "oauth2",
                Map.of(
                        "access_token", Secret.of(tokens.accessToken()),
                        "refresh_token", Secret.of(tokens.refreshToken())),
                Instant.now().minus(Duration.ofHours(1)),
                Set.of("tweet.read"));
        NewIntegration fresh = new NewIntegration(
                "twitter",
                Account.of(id, "@" + id),
                "@" + id,
                credentials,
                ada.user().id().value(),
                false);
        return manager.createIntegration(here, fresh, by()).id();
    }

    private Principal by() {
        return new Principal.System(here, "test");
    }

    private void end(UUID id) {
        endsIn(id, Duration.ofHours(-1));
    }

    /** The same set with another end, as if time had passed. */
    private void endsIn(UUID id, Duration time) {
        HeldCredentials held = held(id);
        Credentials same = held.credentials();
        Credentials ending =
                new Credentials(same.scheme(), same.values(), Instant.now().plus(time), same.scopes());
        db.inObservatory(here.value(), () -> store.replace(held, ending));
    }

    private void pauseIsOver(UUID id) {
        db.inObservatory(here.value(), () -> {
            jdbc.sql("update integrations set refresh_lease_until = null where id = ?")
                    .param(id)
                    .update();
        });
    }

    private HeldCredentials held(UUID id) {
        return store.read(here, id).orElseThrow();
    }

    private Integration integration(UUID id) {
        return manager.loadIntegration(here, id);
    }

    private byte[] stored(UUID id) {
        return db.inObservatory(
                here.value(),
                () -> jdbc.sql("select credentials from integrations where id = ?")
                        .param(id)
                        .query(byte[].class)
                        .single());
    }

    private long rowsOfTrouble(UUID id) {
        return db.inObservatory(
                here.value(),
                () -> jdbc.sql(
                                "select count(*) from activity_logs where integration_id = ? and action = 'connection/broken'")
                        .param(id)
                        .query(Long.class)
                        .single());
    }

    private static ObjectNode patch(String name, String value) {
        ObjectNode patch = JsonMapper.shared().createObjectNode();
        return value == null ? patch.putNull(name) : patch.put(name, value);
    }

    private static String token(Credentials credentials) {
        return credentials.require("access_token").reveal();
    }
}
