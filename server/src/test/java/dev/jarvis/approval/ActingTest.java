package dev.jarvis.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.SandboxOptions;
import dev.jarvis.sandbox.fault.Fault;
import dev.jarvis.sandbox.fault.FaultRule;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.FirstPeople;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.XKeys;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActingTest {
    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.defaults());
    private static final String TWEETS = "/x/2/tweets";
    private static final String TIMELINE = "/x/2/users/*/tweets";

    @LocalServerPort
    private int port;

    @Autowired
    private Links links;

    @Autowired
    private TenantTransactions db;

    @Autowired
    private JdbcClient jdbc;

    private Caller ada;
    private Caller robot;
    private ObservatoryId lovelace;

    @DynamicPropertySource
    static void sandbox(DynamicPropertyRegistry properties) {
        properties.add(
                "jarvis.egress.allow", () -> "127.0.0.1:" + SANDBOX.baseUri().getPort());
        properties.add(
                "jarvis.connectors.twitter.endpoints.api",
                () -> SANDBOX.endpoints().xApi());
    }

    @BeforeAll
    void setUp() {
        ada = FirstPeople.ada(port, links, db);
        Answer me = ada.get("/api/me");
        lovelace = new ObservatoryId(UUID.fromString(me.text("/observatory/id")));
        XKeys.connect(ada, "acme_labs");
        robot = key("person", "operator");
    }

    @AfterEach
    void mend() {
        SANDBOX.faults().clear();
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void postsOnceAndKeepsWhatBecameOfIt() {
        Answer answer = robot.post("/api/twitter/tweet", Map.of("text", "We are open"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.text("/id")).isNotBlank();
        String call = answer.headers().firstValue("Jarvis-Call-Id").orElseThrow();
        assertThat(robot.get("/api/calls/" + call).text("/state")).isEqualTo("done");
        assertThat(timesPosted("We are open")).isOne();
    }

    @Test
    void standsInTheLogWithWhoDidItAndByWhichPermission() {
        robot.post("/api/twitter/tweet", Map.of("text", "For the log"));

        Answer log = robot.get("/api/integrations/activity?limit=1");
        assertThat(log.text("/items/0/title")).contains("For the log");
        assertThat(log.text("/items/0/status")).isEqualTo("success");
        assertThat(log.text("/items/0/actor/kind")).isEqualTo("person");
        assertThat(log.text("/items/0/consent")).isEqualTo("by person");
    }

    @Test
    void namesTheFieldThatIsWrongAndSendsNothing() {
        long before = SANDBOX.ledger().count("POST", TWEETS);

        assertThat(robot.post("/api/twitter/tweet", Map.of()).text("/detail")).contains("text");
        assertThat(field(robot.post("/api/twitter/tweet", Map.of("text", 7)))).isEqualTo("text");
        assertThat(field(robot.post("/api/twitter/tweet", Map.of("text", "Hi", "colour", "red"))))
                .isEqualTo("colour");
        assertThat(field(robot.post("/api/twitter/tweet?dryrun=true", Map.of("text", "Misspelled"))))
                .isEqualTo("dryrun");
        assertThat(robot.send(
                                "POST",
                                "/api/twitter/tweet",
                                "{\"text\": \"Hi\", \"poll\": {\"options\": [\"a\", \"b\"], \"durationMinutes\": 1e30}}")
                        .status())
                .isEqualTo(400);
        assertThat(field(robot.post(
                        "/api/twitter/tweet",
                        Map.of("text", "Hi", "poll", Map.of("options", List.of("a", 7), "durationMinutes", 60)))))
                .isEqualTo("poll.options[1]");
        assertThat(robot.post("/api/twitter/tweet", Map.of("text", "x".repeat(281)))
                        .status())
                .isIn(400, 422);
        assertThat(robot.send("POST", "/api/twitter/tweet", "{\"text\":").status())
                .isEqualTo(400);
        assertThat(robot.with("Content-Type", "text/plain")
                        .send("POST", "/api/twitter/tweet", "Hi")
                        .status())
                .isEqualTo(415);

        assertThat(SANDBOX.ledger().count("POST", TWEETS)).isEqualTo(before);
    }

    @Test
    void saysWhichPlatformsAndActionsThereAre() {
        assertThat(robot.post("/api/myspace/post", Map.of()).code()).isEqualTo("unknown-platform");
        assertThat(robot.post("/api/twitter/shout", Map.of()).code()).isEqualTo("unknown-action");
        assertThat(robot.post("/api/gmail/send", Map.of("to", "a@b.test")).status())
                .isIn(400, 409);
    }

    @Test
    void namesEveryEffectOfADryRunAndChangesNothing() {
        long before = SANDBOX.ledger().received();

        Answer plan = robot.post("/api/twitter/tweet?dryRun=true", Map.of("text", "Only a thought"));

        assertThat(plan.status()).isEqualTo(200);
        assertThat(plan.text("/effects/0/account")).contains("acme_labs");
        assertThat(plan.text("/effects/0/risk")).isEqualTo("medium");
        assertThat(plan.text("/decision/decision")).isEqualTo("allow");
        assertThat(SANDBOX.ledger().received()).isEqualTo(before);
    }

    @Test
    void postsOnceHoweverManyRequestsCarryTheSameKey() throws Exception {
        Caller sameKey = robot.with("Idempotency-Key", "once-only");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> post = () -> sameKey.post("/api/twitter/tweet", Map.of("text", "Once only"));
            var answers = threads
                    .invokeAll(IntStream.range(0, 20).mapToObj(i -> post).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
        }
        Answer again = sameKey.post("/api/twitter/tweet", Map.of("text", "Once only"));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.headers().firstValue("Jarvis-Replayed")).hasValue("true");
        assertThat(timesPosted("Once only")).isOne();
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherRequest() {
        Caller sameKey = robot.with("Idempotency-Key", "for-one-text");
        sameKey.post("/api/twitter/tweet", Map.of("text", "The first text"));

        Answer other = sameKey.post("/api/twitter/tweet", Map.of("text", "Another text"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(timesPosted("Another text")).isZero();
    }

    @Test
    void givesTheKeyBackWhenThePlatformRefused() {
        Caller sameKey = robot.with("Idempotency-Key", "second-chance");
        SANDBOX.faults().add(FaultRule.next("POST", TWEETS, new Fault.Status(503, "application/json", "{}")));
        assertThat(sameKey.post("/api/twitter/tweet", Map.of("text", "Second chance"))
                        .status())
                .isEqualTo(502);

        Answer second = sameKey.post("/api/twitter/tweet", Map.of("text", "Second chance"));

        assertThat(second.status()).isEqualTo(201);
    }

    @Test
    void looksUpAPostWhoseAnswerWasLostInsteadOfPostingAgain() {
        SANDBOX.faults().add(FaultRule.next("POST", TWEETS, new Fault.Reset()).onceApplied());

        Answer answer = robot.post("/api/twitter/tweet", Map.of("text", "Lost on the way back"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(timesPosted("Lost on the way back")).isOne();
    }

    @Test
    void findsOutLaterWhetherAPostIsThereAndSendsItWhereItIsNot() {
        SANDBOX.faults().add(FaultRule.next("POST", TWEETS, new Fault.Reset()));

        Answer answer = robot.post("/api/twitter/tweet", Map.of("text", "Perhaps"));

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.code()).isEqualTo("unsettled");
        UUID call = UUID.fromString(answer.text("/callId"));
        assertThat(state(call)).isEqualTo("sending");
        assertThat(timesPosted("Perhaps")).isZero();
        assertThat(settled(call)).isEqualTo("done");
        assertThat(timesPosted("Perhaps")).isOne();
    }

    @Test
    void findsOutLaterThatAPostIsThereWhenThePlatformCouldNotBeAskedAtOnce() {
        SANDBOX.faults().add(FaultRule.next("POST", TWEETS, new Fault.Reset()).onceApplied());
        SANDBOX.faults().add(FaultRule.next("GET", TIMELINE, new Fault.Status(503, "text/html", "busy")));

        Answer answer = robot.post("/api/twitter/tweet", Map.of("text", "There all along"));

        assertThat(answer.code()).as(answer.body()).isEqualTo("unsettled");
        assertThat(settled(UUID.fromString(answer.text("/callId")))).isEqualTo("done");
        assertThat(timesPosted("There all along")).isOne();
    }

    @Test
    void asksAPersonOnceThePlatformCouldNotBeAskedForTooLong() {
        SANDBOX.faults().add(FaultRule.next("POST", TWEETS, new Fault.Reset()));
        Answer answer = robot.post("/api/twitter/tweet", Map.of("text", "Asked for too long"));
        UUID call = UUID.fromString(answer.text("/callId"));
        SANDBOX.faults().add(FaultRule.always("GET", TIMELINE, new Fault.Status(503, "text/html", "busy")));

        sentBefore(call, java.time.Duration.ofMinutes(16));

        assertThat(settled(call)).isEqualTo("ambiguous");
        assertThat(timesPosted("Asked for too long")).isZero();
    }

    @Test
    void looksUpAPostWhoseYesCannotBeRead() {
        SANDBOX.faults()
                .add(FaultRule.next("POST", TWEETS, new Fault.Status(201, "text/html", "<p>A proxy's page</p>"))
                        .onceApplied());
        Caller sameKey = robot.with("Idempotency-Key", "unreadable-yes");

        Answer answer = sameKey.post("/api/twitter/tweet", Map.of("text", "Behind a page"));
        Answer again = sameKey.post("/api/twitter/tweet", Map.of("text", "Behind a page"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(timesPosted("Behind a page")).isOne();
    }

    @Test
    void failsPlainlyWhenAllThatFailedWasALookBeforeTheAct() {
        long before = messagesSent();
        Map<String, String> toNobody = Map.of("to", "@nobody_here", "text", "Are you there?");

        Answer unknown = robot.post("/api/twitter/direct-message", toNobody);
        SANDBOX.faults().add(FaultRule.next("GET", "/x/2/users/by/*", new Fault.Status(502, "text/html", "busy")));
        Answer busy = robot.post("/api/twitter/direct-message", toNobody);

        for (Answer answer : List.of(unknown, busy))
            assertThat(state(UUID.fromString(answer.text("/callId"))))
                    .as(answer.body())
                    .isEqualTo("failed");
        assertThat(messagesSent()).isEqualTo(before);
    }

    private static long messagesSent() {
        return SANDBOX.ledger()
                .entries(entry -> entry.method().equals("POST") && entry.path().contains("/dm_conversations/"))
                .size();
    }

    @Test
    void looksAgainWhenAPostIsRefusedAsOneThatIsThereAlready() {
        SANDBOX.faults().add(FaultRule.next("POST", TWEETS, new Fault.Reset()));
        Answer answer = robot.post("/api/twitter/tweet", Map.of("text", "Shown late"));
        SANDBOX.faults()
                .add(FaultRule.next(
                        "POST",
                        TWEETS,
                        new Fault.Status(
                                403,
                                "application/problem+json",
                                "{\"detail\":\"You are not allowed to create a Tweet with duplicate content.\"}")));

        assertThat(settled(UUID.fromString(answer.text("/callId")))).isEqualTo("done");
        assertThat(timesPosted("Shown late")).isOne();
    }

    @Test
    void looksUpAPostAfterAGatewayFailedOnTheWayBack() {
        SANDBOX.faults()
                .add(FaultRule.next("POST", TWEETS, new Fault.Status(502, "text/html", "<p>Bad gateway</p>"))
                        .onceApplied());

        Answer answer = robot.post("/api/twitter/tweet", Map.of("text", "Behind a bad gateway"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(timesPosted("Behind a bad gateway")).isOne();
    }

    @Test
    void holdsAnAgentsIdeaForPeople() {
        Answer answer = key("agent", "operator").post("/api/twitter/tweet", Map.of("text", "An agent's idea"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("/approvalId")).isNotBlank();
        assertThat(robot.get("/api/calls/" + answer.text("/callId")).text("/state"))
                .isEqualTo("waiting");
        assertThat(timesPosted("An agent's idea")).isZero();
    }

    @Test
    void letsOnlyRolesActThatMay() {
        assertThat(key("person", "viewer")
                        .post("/api/twitter/tweet", Map.of("text", "Just looking"))
                        .code())
                .isEqualTo("role-too-low");
    }

    @Test
    void settlesWhatADeadNodeLeftInSending() {
        UUID posted = abandoned("Left behind, but posted");
        UUID unposted = abandoned("Left behind, never posted");
        robot.post("/api/twitter/tweet", Map.of("text", "Left behind, but posted"));

        await().atMost(java.time.Duration.ofSeconds(40))
                .until(() ->
                        !state(posted).equals("sending") && !state(unposted).equals("sending"));

        assertThat(state(posted)).isEqualTo("done");
        assertThat(state(unposted)).isEqualTo("done");
        assertThat(timesPosted("Left behind, but posted")).isOne();
        assertThat(timesPosted("Left behind, never posted")).isOne();
    }

    private UUID abandoned(String text) {
        UUID call = UUID.randomUUID();
        db.inObservatory(lovelace.value(), () -> {
            jdbc.sql("""
                            insert into calls (observatory_id, id, integration_id, platform, action, state, effect, risk, origin,
                                               consent, input, input_hash, owner, epoch, lease_until, sending_at)
                            select observatory_id, ?, id, platform, 'tweet', 'sending', 'reconcilable', 'medium',
                                   '{"kind":"SYSTEM","id":null,"name":"A dead node"}', '{"words":"by person"}',
                                   jsonb_build_object('text', ?::text), '\\x00', 'dead-node', 1, now() - interval '1 second',
                                   now() - interval '1 minute'
                            from integrations where platform = 'twitter'
                            """).params(call, text).update();
        });
        return call;
    }

    /** As if its lease were over, which takes 15 s. */
    private String settled(UUID call) {
        sentBefore(call, java.time.Duration.ZERO);
        await().atMost(java.time.Duration.ofSeconds(40))
                .until(() -> !state(call).equals("sending"));
        return state(call);
    }

    private void sentBefore(UUID call, java.time.Duration time) {
        db.inObservatory(lovelace.value(), () -> {
            jdbc.sql("""
                            update calls set lease_until = now() - interval '1 second',
                                             sending_at = sending_at - make_interval(secs => ?)
                            where observatory_id = ? and id = ?""")
                    .params((double) time.toSeconds(), lovelace.value(), call)
                    .update();
        });
    }

    private String state(UUID call) {
        return robot.get("/api/calls/" + call).text("/state");
    }

    private static String field(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.text("/errors/0/field");
    }

    private static long timesPosted(String text) {
        return SANDBOX.ledger().timesApplied("x.post", text);
    }

    private Caller key(String kind, String role) {
        Answer made = FirstPeople.proven(port)
                .post("/api/keys", Map.of("name", "A " + kind + " key", "kind", kind, "role", role));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return new Caller(port).withKey(made.text("/key"));
    }
}
