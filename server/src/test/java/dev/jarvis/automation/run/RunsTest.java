package dev.jarvis.automation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.definition.Rules;
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
import dev.jarvis.testing.SignedHook;
import dev.jarvis.testing.XKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
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
    private Rules rules;

    @Autowired
    private Runs runs;

    @Autowired
    private JsonMapper json;

    private Caller ada;
    private ObservatoryId lovelace;
    private SignedHook hook;

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
        lovelace = new ObservatoryId(UUID.fromString(ada.get("/api/me").text("/observatory/id")));
        XKeys.connect(ada, "acme_labs");
        hook = SignedHook.make(port, ada, "Orders");
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

        Answer answer = hook.deliver("msg-1", "{\"number\":\"4711\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        JsonNode run = ended(answer.text("/runs/0/id"));
        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.at("/steps/0/input/text").asString()).isEqualTo("Order 4711 is on its way");
        assertThat(run.at("/steps/0/output/id").asString()).isNotBlank();
        assertThat(timesPosted("Order 4711 is on its way")).isOne();
    }

    @Test
    void takesADeliveryOnceHoweverOftenItIsSent() throws Exception {
        SignedHook other = SignedHook.make(port, ada, "Another");
        posting(other, "Once: ${trigger.body.text}");
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) calls.add(() -> other.deliver("same", "{\"text\":\"replayed\"}"));

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
        SignedHook other = SignedHook.make(port, ada, "Another");
        posting(other, "Waited for ${trigger.body.n}");

        Answer answer = other.deliver("w-1", "{\"n\":1}", "wait=20");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("/runs/0/state")).isEqualTo("succeeded");
        assertThat(answer.text("/runs/0/output/id")).isNotBlank();
    }

    @Test
    void retriesWhatPassesByItselfAndThenSucceeds() {
        SANDBOX.faults().add(FaultRule.next("POST", TWEETS, new Fault.Status(503, "application/json", "{}")));
        String rule = rule("""
                "steps": [{"kind": "act", "id": "post", "action": "twitter/tweet", "input": {"text": "After a 503"},
                            "retry": {"attempts": 3, "first": "PT0.1S"}}]""");

        JsonNode run = ended(start(rule, "{}"));

        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.at("/steps/0/attempt").asInt()).isEqualTo(2);
        assertThat(timesPosted("After a 503")).isOne();
    }

    @Test
    void branchesLoopsAndRemembers() {
        String rule = rule("""
                "vars": {"greeting": "Hello"},
                 "steps": [
                   {"kind": "set", "id": "names", "vars": {"names": "${trigger.people.filter(p, p != 'Eve')}"}},
                   {"kind": "branch", "id": "any", "if": "size(vars.names) > 0",
                    "then": [{"kind": "for_each", "id": "each", "items": "vars.names",
                              "steps": [{"kind": "set", "id": "greet", "vars": {"said": "${vars.greeting} ${item}"}}]}],
                    "else": [{"kind": "set", "id": "none", "vars": {"said": "nobody"}}]}]""");

        JsonNode run = ended(start(rule, "{\"people\":[\"Ada\",\"Eve\",\"Grace\"]}"));

        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(paths(run)).containsExactly("names", "any", "each", "each[0].greet", "each[1].greet");
        assertThat(run.at("/steps/4/output/said").asString()).isEqualTo("Hello Grace");
    }

    @Test
    void saysWhyItFailedAndGoesOnWhereTheStepSaysSo() {
        String rule = rule("""
                "steps": [
                   {"kind": "act", "id": "bad", "action": "twitter/tweet", "input": {"text": "${trigger.number}"},
                    "onFailure": "continue"},
                   {"kind": "set", "id": "why", "vars": {"code": "${steps.bad.error.code}"}},
                   {"kind": "act", "id": "worse", "action": "twitter/tweet", "input": {"text": "${trigger.missing}"}},
                   {"kind": "set", "id": "never", "vars": {"x": 1}}]""");

        JsonNode run = ended(start(rule, "{\"number\": 7}"));

        assertThat(run.at("/run/state").asString()).isEqualTo("failed");
        assertThat(run.at("/steps/1/output/code").asString()).isEqualTo("bad-input");
        assertThat(run.at("/run/problem/code").asString()).isEqualTo("expression-failed");
        assertThat(paths(run)).doesNotContain("never");
        assertThat(ada.get("/api/integrations/activity?type=automation").body()).contains("rule/failed");
    }

    @Test
    void skipsARunWhoseConditionDoesNotHold() {
        String rule = rule("""
                "conditions": ["trigger.amount > 100"],
                 "steps": [{"kind": "set", "id": "s", "vars": {"x": 1}}]""");

        JsonNode run = ended(start(rule, "{\"amount\": 5}"));

        assertThat(run.at("/run/state").asString()).isEqualTo("skipped");
        assertThat(run.at("/run/problem/words").asString()).isEqualTo("trigger.amount > 100");
        assertThat(ada.get("/api/rules/" + rule + "/figures")
                        .json()
                        .path("skips")
                        .asInt())
                .isOne();
    }

    @Test
    void waitsAsARowAndGoesOnWhenTheEventComes() {
        String rule = rule("""
                "steps": [
                   {"kind": "wait", "id": "paid", "event": {"type": "post.published", "condition": "event.title == trigger.title",
                                                              "within": "PT1H"}},
                   {"kind": "set", "id": "after", "vars": {"by": "${steps.paid.output.description}"}}]""");
        String id = start(rule, "{\"title\": \"Seven\"}");
        await().atMost(SOON).until(() -> get(id).at("/run/state").asString().equals("waiting"));

        heard("post.published", "{\"title\": \"Eight\", \"description\": \"Eve\"}");
        heard("post.published", "{\"title\": \"Seven\", \"description\": \"Ada\"}");

        JsonNode run = ended(id);
        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.at("/steps/1/output/by").asString()).isEqualTo("Ada");
    }

    @Test
    void goesOnWithTheResultOfAnotherRule() {
        String inner = rule("""
                "steps": [{"kind": "set", "id": "double", "vars": {"n": "${trigger.n * 2}"}}]""");
        String outer = rule("""
                "steps": [{"kind": "call_rule", "id": "ask", "rule": "%s", "input": {"n": 21}},
                           {"kind": "set", "id": "answer", "vars": {"n": "${steps.ask.output.n}"}}]""".formatted(inner));

        JsonNode run = ended(start(outer, "{}"));

        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.at("/steps/1/output/n").asInt()).isEqualTo(42);
    }

    @Test
    void takesUpWhatADeadNodeHeldAndDoesNothingTwice() {
        String rule = rule("""
                "steps": [{"kind": "act", "id": "first", "action": "twitter/tweet", "input": {"text": "Before the crash"}},
                           {"kind": "act", "id": "second", "action": "twitter/tweet", "input": {"text": "After it"}}]""");
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
        String rule = rule("""
                "steps": [{"kind": "act", "id": "first", "action": "twitter/tweet", "input": {"text": "Kept"}},
                           {"kind": "act", "id": "second", "action": "twitter/tweet", "input": {"text": "Wrong text"}}]""");
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
        String rule = posting(SignedHook.make(port, ada, "Dry"), "Dry ${trigger.body.n}");

        Answer tried = ada.post("/api/rules/" + rule + "/dry-run", Map.of("trigger", Map.of("body", Map.of("n", 1))));

        assertThat(tried.status()).as(tried.body()).isEqualTo(200);
        assertThat(tried.text("/effects/0/action")).isEqualTo("twitter/tweet");
        assertThat(tried.text("/effects/0/title")).contains("Dry 1");
        assertThat(timesPosted("Dry 1")).isZero();
    }

    @Test
    void startsOneRunALabel() {
        String rule = rule("""
                "steps": [{"kind": "set", "id": "s", "vars": {"x": 1}}]""");
        RuleVersion version = rules.newest(lovelace, UUID.fromString(rule)).orElseThrow();
        Begin begin = Begin.by(Begin.By.SCHEDULE, json.createObjectNode(), "2027-03-28T03:00");

        assertThat(db.inObservatory(lovelace.value(), () -> runs.start(version, begin)))
                .isPresent();
        assertThat(db.inObservatory(lovelace.value(), () -> runs.start(version, begin)))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNotSignedAsItShould() {
        SignedHook other = SignedHook.make(port, ada, "Another");
        String now = String.valueOf(Instant.now().getEpochSecond());
        String late = String.valueOf(Instant.now().getEpochSecond() - 301);
        String body = "{\"a\":1}";

        assertThat(other.send("u-1", now, "v1,AAAA", body, "").code()).isEqualTo("bad-signature");
        assertThat(other.send("u-1", late, other.sign("u-1", late, body), body, "")
                        .code())
                .isEqualTo("stale");
        assertThat(other.send("u-1", now, other.sign("u-2", now, body), body, "")
                        .code())
                .isEqualTo("bad-signature");
        assertThat(other.send("u-1", now, other.sign("u-1", now, body), body + " ", "")
                        .code())
                .isEqualTo("bad-signature");
        assertThat(new Caller(port)
                        .send("POST", "/hooks/webhook/" + other.id(), body)
                        .code())
                .isEqualTo("bad-signature");
        assertThat(new Caller(port)
                        .send("POST", "/hooks/webhook/" + UUID.randomUUID(), body)
                        .status())
                .isEqualTo(404);
        assertThat(count("deliveries where hook_id = '" + other.id() + "'")).isZero();
    }

    @Test
    void takesTheFormerSecretWhileItIsExchanged() {
        SignedHook other = SignedHook.make(port, ada, "Another");

        Answer changed = ada.post("/api/hooks/" + other.id() + "/secret", Map.of());

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        SignedHook renewed = other.withSecret(changed.text("/secret"));
        await().atMost(SOON).until(() -> renewed.deliver("new-secret", "{}").status() == 202);
        assertThat(other.deliver("old-secret", "{}").status()).isEqualTo(202);
    }

    private String posting(SignedHook on, String text) {
        return make("""
                {"name": "A rule", "enabled": true, "trigger": {"kind": "webhook", "hook": "%s"},
                 "steps": [{"kind": "act", "id": "post", "action": "twitter/tweet", "input": {"text": "%s"}}]}""".formatted(on.id(), text));
    }

    /** A rule that only this test begins. @param rest what there is besides its trigger */
    private String rule(String rest) {
        return make("""
                {"name": "A rule", "trigger": {"kind": "webhook", "hook": "%s"}, %s}""".formatted(hook.id(), rest));
    }

    private String make(String rule) {
        Answer made = ada.send("POST", "/api/rules", rule);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("/id");
    }

    private String start(String rule, String trigger) {
        Answer begun = ada.send("POST", "/api/rules/" + rule + "/run", "{\"trigger\": %s}".formatted(trigger));
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        return begun.text("/run");
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
}
