package dev.jarvis.automation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.KeyConnections;
import dev.jarvis.integration.Platform;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.UserId;
import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sandbox.Credentials;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.SandboxOptions;
import dev.jarvis.sandbox.fault.Fault;
import dev.jarvis.sandbox.fault.FaultRule;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.FirstPeople;
import dev.jarvis.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
@Import(RunsTest.Book.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunsTest {
    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.defaults());
    private static final String TWEETS = "/x/2/tweets";
    private static final Duration SOON = Duration.ofSeconds(20);

    @LocalServerPort
    private int port;

    @Autowired
    private Links links;

    @Autowired
    private TenantTransactions db;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private KeyConnections connections;

    @Autowired
    private Notebook book;

    @Autowired
    private Runs runs;

    @Autowired
    private JsonMapper json;

    private Caller ada;
    private ObservatoryId lovelace;
    private UUID hook;
    private String secret;

    @TestConfiguration
    static class Book {
        @Bean
        @Primary
        Notebook notebook(JsonMapper json) {
            return new Notebook(json);
        }
    }

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
        connect(me);
        Answer made = ada.post("/api/hooks", Map.of("name", "Orders"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        hook = UUID.fromString(made.text("/hook/id"));
        secret = made.text("/secret");
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
    void turnsASignedWebhookIntoOnePost() {
        posting(hook, "Order ${trigger.body.number} is on its way");

        Answer answer = deliver("msg-1", "{\"number\":\"4711\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        JsonNode run = ended(answer.text("/runs/0/id"));
        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.at("/steps/0/input/text").asString()).isEqualTo("Order 4711 is on its way");
        assertThat(run.at("/steps/0/output/id").asString()).isNotBlank();
        assertThat(timesPosted("Order 4711 is on its way")).isOne();
    }

    @Test
    void takesADeliveryOnceHoweverOftenItIsSent() throws Exception {
        UUID other = newHook();
        posting(other, "Once: ${trigger.body.text}");
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) calls.add(() -> deliver(other, "same", "{\"text\":\"replayed\"}", ""));

        List<Answer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> future : threads.invokeAll(calls)) answers.add(future.get());
        }

        assertThat(answers).allMatch(answer -> answer.status() == 202);
        assertThat(answers.stream().map(answer -> answer.text("/runs/0/id")).distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> !answer.json().path("duplicate").asBoolean()))
                .hasSize(1);
        ended(answers.getFirst().text("/runs/0/id"));
        assertThat(timesPosted("Once: replayed")).isOne();
    }

    @Test
    void waitsForTheResultWhereThatIsAskedFor() {
        UUID other = newHook();
        posting(other, "Waited for ${trigger.body.n}");

        Answer answer = deliver(other, "w-1", "{\"n\":1}", "wait=20");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("/runs/0/state")).isEqualTo("succeeded");
        assertThat(answer.text("/runs/0/output/id")).isNotBlank();
    }

    @Test
    void retriesWhatPassesByItselfAndThenSucceeds() {
        SANDBOX.faults().add(FaultRule.next("POST", TWEETS, new Fault.Status(503, "application/json", "{}")));
        RuleVersion rule = book.write(lovelace, """
                {"trigger": {"kind": "event", "type": "test.event"},
                 "steps": [{"kind": "act", "id": "post", "action": "twitter/tweet", "input": {"text": "After a 503"},
                            "retry": {"attempts": 3, "first": "PT0.1S"}}]}""");

        JsonNode run = ended(start(rule, "{}"));

        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.at("/steps/0/attempt").asInt()).isEqualTo(2);
        assertThat(timesPosted("After a 503")).isOne();
    }

    @Test
    void branchesLoopsAndRemembers() {
        RuleVersion rule = book.write(lovelace, """
                {"trigger": {"kind": "event", "type": "test.event"},
                 "vars": {"greeting": "Hello"},
                 "steps": [
                   {"kind": "set", "id": "names", "vars": {"names": "${trigger.people.filter(p, p != 'Eve')}"}},
                   {"kind": "branch", "id": "any", "if": "size(vars.names) > 0",
                    "then": [{"kind": "for_each", "id": "each", "items": "vars.names",
                              "steps": [{"kind": "set", "id": "greet", "vars": {"said": "${vars.greeting} ${item}"}}]}],
                    "else": [{"kind": "set", "id": "none", "vars": {"said": "nobody"}}]}]}""");

        JsonNode run = ended(start(rule, "{\"people\":[\"Ada\",\"Eve\",\"Grace\"]}"));

        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(paths(run)).containsExactly("names", "any", "each", "each[0].greet", "each[1].greet");
        assertThat(run.at("/steps/4/output/said").asString()).isEqualTo("Hello Grace");
    }

    @Test
    void saysWhyItFailedAndGoesOnWhereTheStepSaysSo() {
        RuleVersion rule = book.write(lovelace, """
                {"trigger": {"kind": "event", "type": "test.event"},
                 "steps": [
                   {"kind": "act", "id": "bad", "action": "twitter/tweet", "input": {"txt": "no such field"},
                    "onFailure": "continue"},
                   {"kind": "set", "id": "why", "vars": {"code": "${steps.bad.error.code}"}},
                   {"kind": "act", "id": "worse", "action": "twitter/tweet", "input": {"text": "${trigger.missing}"}},
                   {"kind": "set", "id": "never", "vars": {"x": 1}}]}""");

        JsonNode run = ended(start(rule, "{}"));

        assertThat(run.at("/run/state").asString()).isEqualTo("failed");
        assertThat(run.at("/steps/1/output/code").asString()).isEqualTo("bad-input");
        assertThat(run.at("/run/problem/code").asString()).isEqualTo("expression-failed");
        assertThat(paths(run)).doesNotContain("never");
        assertThat(ada.get("/api/integrations/activity?type=automation").body()).contains("rule/failed");
    }

    @Test
    void skipsARunWhoseConditionDoesNotHold() {
        RuleVersion rule = book.write(lovelace, """
                {"trigger": {"kind": "event", "type": "test.event"}, "conditions": ["trigger.amount > 100"],
                 "steps": [{"kind": "set", "id": "s", "vars": {"x": 1}}]}""");

        JsonNode run = ended(start(rule, "{\"amount\": 5}"));

        assertThat(run.at("/run/state").asString()).isEqualTo("skipped");
        assertThat(run.at("/run/problem/words").asString()).isEqualTo("trigger.amount > 100");
        Figures figures = db.readInObservatory(lovelace.value(), () -> runs.figures(lovelace, rule.rule()));
        assertThat(figures.skips()).isOne();
        assertThat(figures.runs()).isOne();
    }

    @Test
    void waitsAsARowAndGoesOnWhenTheEventComes() {
        RuleVersion rule = book.write(lovelace, """
                {"trigger": {"kind": "event", "type": "test.event"},
                 "steps": [
                   {"kind": "wait", "id": "paid", "event": {"type": "order.paid", "condition": "event.order == trigger.order",
                                                              "within": "PT1H"}},
                   {"kind": "set", "id": "after", "vars": {"by": "${steps.paid.output.by}"}}]}""");
        String id = start(rule, "{\"order\": 7}");
        await().atMost(SOON).until(() -> get(id).at("/run/state").asString().equals("waiting"));

        heard("order.paid", "{\"order\": 8, \"by\": \"Eve\"}");
        heard("order.paid", "{\"order\": 7, \"by\": \"Ada\"}");

        JsonNode run = ended(id);
        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.at("/steps/1/output/by").asString()).isEqualTo("Ada");
    }

    @Test
    void goesOnWithTheResultOfAnotherRule() {
        RuleVersion inner = book.write(lovelace, """
                {"trigger": {"kind": "event", "type": "test.event"},
                 "steps": [{"kind": "set", "id": "double", "vars": {"n": "${trigger.n * 2}"}}]}""");
        RuleVersion outer = book.write(lovelace, """
                {"trigger": {"kind": "event", "type": "test.event"},
                 "steps": [{"kind": "call_rule", "id": "ask", "rule": "%s", "input": {"n": 21}},
                           {"kind": "set", "id": "answer", "vars": {"n": "${steps.ask.output.n}"}}]}""".formatted(inner.rule()));

        JsonNode run = ended(start(outer, "{}"));

        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.at("/steps/1/output/n").asInt()).isEqualTo(42);
    }

    @Test
    void takesUpWhatADeadNodeHeldAndDoesNothingTwice() {
        RuleVersion rule = book.write(lovelace, """
                {"trigger": {"kind": "event", "type": "test.event"},
                 "steps": [{"kind": "act", "id": "first", "action": "twitter/tweet", "input": {"text": "Before the crash"}},
                           {"kind": "act", "id": "second", "action": "twitter/tweet", "input": {"text": "After it"}}]}""");
        String id = start(rule, "{}");
        ended(id);

        killed(UUID.fromString(id));
        JsonNode run = ended(id);

        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(timesPosted("Before the crash")).isOne();
        assertThat(timesPosted("After it")).isOne();
    }

    @Test
    void replaysFromAStepWithEditedInput() {
        RuleVersion rule = book.write(lovelace, """
                {"trigger": {"kind": "event", "type": "test.event"},
                 "steps": [{"kind": "act", "id": "first", "action": "twitter/tweet", "input": {"text": "Kept"}},
                           {"kind": "act", "id": "second", "action": "twitter/tweet", "input": {"text": "Wrong text"}}]}""");
        String id = start(rule, "{}");
        ended(id);

        Answer again = ada.post(
                "/api/runs/" + id + "/replay", Map.of("fromStep", "second", "input", Map.of("text", "Right text")));

        assertThat(again.status()).as(again.body()).isEqualTo(202);
        JsonNode run = ended(again.text("/run"));
        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.at("/run/replayOf").asString()).isEqualTo(id);
        assertThat(timesPosted("Kept")).isOne();
        assertThat(timesPosted("Right text")).isOne();
    }

    @Test
    void namesEveryEffectOfADryRunAndDoesNothing() {
        RuleVersion rule = posting(UUID.randomUUID(), "Dry ${trigger.body.n}");

        Answer tried =
                ada.post("/api/rules/" + rule.rule() + "/dry-run", Map.of("trigger", Map.of("body", Map.of("n", 1))));

        assertThat(tried.status()).as(tried.body()).isEqualTo(200);
        assertThat(tried.text("/effects/0/action")).isEqualTo("twitter/tweet");
        assertThat(tried.text("/effects/0/title")).contains("Dry 1");
        assertThat(timesPosted("Dry 1")).isZero();
    }

    @Test
    void startsOneRunALabel() {
        RuleVersion rule = book.write(lovelace, """
                {"trigger": {"kind": "event", "type": "test.event"},
                 "steps": [{"kind": "set", "id": "s", "vars": {"x": 1}}]}""");
        Begin begin = Begin.by(Begin.By.SCHEDULE, json.createObjectNode(), "2027-03-28T03:00");

        assertThat(db.inObservatory(lovelace.value(), () -> runs.start(rule, begin)))
                .isPresent();
        assertThat(db.inObservatory(lovelace.value(), () -> runs.start(rule, begin)))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNotSignedAsItShould() {
        UUID other = newHook();
        String now = String.valueOf(Instant.now().getEpochSecond());
        String late = String.valueOf(Instant.now().getEpochSecond() - 301);
        String body = "{\"a\":1}";

        assertThat(send(other, "u-1", now, "v1,AAAA", body, "").code()).isEqualTo("bad-signature");
        assertThat(send(other, "u-1", late, signed("u-1", late, body), body, "").code())
                .isEqualTo("stale");
        assertThat(send(other, "u-1", now, signed("u-2", now, body), body, "").code())
                .isEqualTo("bad-signature");
        assertThat(send(other, "u-1", now, signed("u-1", now, body), body + " ", "")
                        .code())
                .isEqualTo("bad-signature");
        assertThat(new Caller(port)
                        .send("POST", "/hooks/webhook/" + other, body)
                        .code())
                .isEqualTo("bad-signature");
        assertThat(new Caller(port)
                        .send("POST", "/hooks/webhook/" + UUID.randomUUID(), body)
                        .status())
                .isEqualTo(404);
        assertThat(count("deliveries where hook_id = '" + other + "'")).isZero();
    }

    @Test
    void takesTheFormerSecretWhileItIsExchanged() {
        UUID other = newHook();
        String former = secret;
        Answer changed = ada.post("/api/hooks/" + other + "/secret", Map.of());
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        secret = changed.text("/secret");

        await().atMost(SOON).until(() -> deliver(other, "new-secret", "{}", "").status() == 202);
        secret = former;
        assertThat(deliver(other, "old-secret", "{}", "").status()).isEqualTo(202);
    }

    private RuleVersion posting(UUID hook, String text) {
        return book.write(lovelace, """
                {"trigger": {"kind": "webhook", "hook": "%s"},
                 "steps": [{"kind": "act", "id": "post", "action": "twitter/tweet", "input": {"text": "%s"}}]}""".formatted(hook, text));
    }

    /** With the class's secret. */
    private UUID newHook() {
        Answer made = ada.post("/api/hooks", Map.of("name", "Another", "secret", secret));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return UUID.fromString(made.text("/hook/id"));
    }

    private Answer deliver(String id, String body) {
        return deliver(hook, id, body, "");
    }

    private Answer deliver(UUID to, String id, String body, String prefer) {
        String now = String.valueOf(Instant.now().getEpochSecond());
        return send(to, id, now, signed(id, now, body), body, prefer);
    }

    private Answer send(UUID to, String id, String time, String signature, String body, String prefer) {
        return new Caller(port)
                .with("webhook-id", id)
                .with("webhook-timestamp", time)
                .with("webhook-signature", signature)
                .with("Prefer", prefer)
                .send("POST", "/hooks/webhook/" + to, body);
    }

    private String signed(String id, String time, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
            byte[] due = mac.doFinal((id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(due);
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String start(RuleVersion rule, String trigger) {
        Begin begin = Begin.by(Begin.By.EVENT, json.readTree(trigger), null);
        return db.inObservatory(lovelace.value(), () -> runs.start(rule, begin))
                .orElseThrow()
                .toString();
    }

    private void heard(String type, String event) {
        db.inObservatory(lovelace.value(), () -> runs.heard(lovelace, type, json.readTree(event)));
    }

    private JsonNode ended(String run) {
        await().atMost(SOON).until(() -> !get(run).at("/run/finishedAt").isNull());
        return get(run);
    }

    private JsonNode get(String run) {
        Answer answer = ada.get("/api/runs/" + run);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> paths(JsonNode run) {
        List<String> paths = new ArrayList<>();
        run.path("steps").forEach(step -> paths.add(step.path("path").asString()));
        return paths;
    }

    /** As if its node had died just before the run's end was written: the ledger knows, the run does not. */
    private void killed(UUID run) {
        db.inObservatory(lovelace.value(), () -> {
            jdbc.sql("delete from run_steps where run_id = ?").param(run).update();
            jdbc.sql("update runs set state = 'running', finished_at = null where id = ?")
                    .param(run)
                    .update();
            jdbc.sql("insert into work (observatory_id, id, kind, owner, epoch) values (?, ?, 'run', ?, 1)")
                    .params(lovelace.value(), run, UUID.randomUUID())
                    .update();
        });
    }

    private long count(String what) {
        return db.inObservatory(
                lovelace.value(),
                () -> jdbc.sql("select count(*) from " + what).query(Long.class).single());
    }

    private static long timesPosted(String text) {
        return SANDBOX.ledger().timesApplied("x.post", text);
    }

    private void connect(Answer me) {
        Platform twitter = catalogue.platform("twitter");
        var keys = Credentials.x("acme_labs");
        connections.connect(
                new Principal.Person(
                        lovelace,
                        new UserId(UUID.fromString(me.text("/user/id"))),
                        "Ada",
                        Role.OWNER,
                        UUID.randomUUID(),
                        true,
                        null),
                twitter,
                (AuthScheme.Keys) twitter.manifest().scheme("keys").orElseThrow(),
                Map.of(
                        "api_key", keys.apiKey(),
                        "api_secret", keys.apiSecret(),
                        "access_token", keys.accessToken(),
                        "access_token_secret", keys.accessTokenSecret()),
                null);
    }
}
