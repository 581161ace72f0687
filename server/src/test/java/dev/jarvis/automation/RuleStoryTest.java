package dev.jarvis.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.SignedHook;
import dev.jarvis.testing.World;
import dev.jarvis.testing.XKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/** Rules as their owner meets them: over HTTP alone, through every room down to the platform. */
@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
class RuleStoryTest {
    private static final String TWEETS = "/x/2/tweets";
    private static final Duration SOON = Duration.ofSeconds(40);

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Sandbox sandbox;

    private World world;
    private Caller ada;
    private String name;

    @BeforeEach
    void enter() {
        world = new World(context);
        User owner = world.user();
        world.observatory(owner.id());
        ada = world.browser(owner);
        name = owner.name();
        XKeys.connect(ada, "acme_labs");
    }

    @Test
    void asksBeforeAScheduledPostOfHighRiskAndPostsWhatWasMadeOfIt() {
        long before = sandbox.ledger().count("POST", TWEETS);
        String rule = make("""
                {"name": "Good morning", "enabled": true, "risk": "high",
                 "trigger": {"kind": "schedule", "cron": "* * * * * *", "zone": "Europe/Berlin", "overlap": "skip"},
                 "steps": [{"kind": "act", "id": "post", "action": "twitter/tweet",
                            "input": {"text": "Good mornign, it is ${trigger.label}"}}]}""");
        JsonNode waiting = firstWaiting();
        String path = "/api/approvals/" + waiting.path("id").asString();
        assertThat(ada.post("/api/rules/" + rule + "/disable").status()).isEqualTo(200);

        stepUp();
        Answer decided = ada.with(
                        "If-Match", "\"%s\"".formatted(waiting.path("version").asString()))
                .patch(path, Map.of("input", Map.of("text", "Good morning from Ada"), "reason", "A typo"));

        assertThat(decided.status()).as(decided.body()).isEqualTo(200);
        assertThat(decided.text("/state")).isEqualTo("approved");
        assertThat(decided.text("/risk")).isEqualTo("high");
        JsonNode run = ended(decided.text("/runId"));
        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.at("/run/startedBy").asString()).isEqualTo("schedule");
        assertThat(run.at("/steps/0/output/id").asString()).isNotBlank();
        assertThat(timesPosted("Good morning from Ada")).isOne();
        assertThat(ada.get("/api/rules/" + rule + "/figures")
                        .json()
                        .path("lateSeconds")
                        .asDouble(-1))
                .isBetween(0.0, 30.0);
        assertThat(sandbox.ledger().count("POST", TWEETS)).isEqualTo(before + 1);
        tells(rule, run, decided);
    }

    /** That the rule began, that people were asked, who decided, and that it was done. */
    private void tells(String rule, JsonNode run, Answer approval) {
        String id = run.at("/run/id").asString();
        JsonNode began = rowOf("rule/started", "/metadata/run", id);
        assertThat(began.at("/actor/id").asString()).isEqualTo(rule);
        assertThat(began.path("description").asString()).startsWith("It was due at 20");
        JsonNode decided = rowOf("approval/approved", "/metadata/approval", approval.text("/id"));
        assertThat(decided.at("/actor/name").asString()).isEqualTo(name);
        assertThat(decided.path("description").asString()).isEqualTo("A typo");
        String call = approval.text("/callId");
        assertThat(rows().stream()
                        .filter(row -> row.path("callId").asString("").equals(call))
                        .map(row -> row.path("status").asString()))
                .contains("pending", "success");
        JsonNode done = rowOf("twitter/tweet", "/status", "success");
        assertThat(done.path("title").asString()).contains("Good morning from Ada");
        assertThat(done.at("/actor/kind").asString()).isEqualTo("rule");
        assertThat(done.path("consent").asString()).contains(name);
    }

    @Test
    void postsOnceForASignedWebhook() {
        SignedHook hook = SignedHook.make(world.port(), ada, "Orders");
        make("""
                {"name": "Tell of orders", "enabled": true, "trigger": {"kind": "webhook", "hook": "%s"},
                 "conditions": ["trigger.body.total > 100"],
                 "steps": [{"kind": "act", "id": "post", "action": "twitter/tweet",
                            "input": {"text": "Order ${trigger.body.number} is on its way"}}]}""".formatted(hook.id()));

        Answer delivered = hook.deliver("msg-1", "{\"number\": 4711, \"total\": 120}");
        Answer again = hook.deliver("msg-1", "{\"number\": 4711, \"total\": 120}");

        assertThat(delivered.status()).as(delivered.body()).isEqualTo(202);
        JsonNode run = ended(delivered.text("/runs/0/id"));
        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(again.text("/runs/0/id")).isEqualTo(delivered.text("/runs/0/id"));
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        assertThat(timesPosted("Order 4711 is on its way")).isOne();
    }

    @Test
    void tellsHowManyRulesRelyOnAnAccount() {
        SignedHook hook = SignedHook.make(world.port(), ada, "Counted");
        String step = """
                {"kind": "act", "id": "%s", "action": "twitter/tweet", %s "input": {"text": "Hi"}}""";
        String rule = """
                {"name": "%s", "enabled": %s, "trigger": {"kind": "webhook", "hook": "%s"}, "steps": [%s]}""";
        String open =
                make(rule.formatted("Open", true, hook.id(), step.formatted("a", "") + "," + step.formatted("b", "")));
        make(rule.formatted("Named", true, hook.id(), step.formatted("a", "\"account\": \"@acme_labs\",")));
        make(rule.formatted("Off", false, hook.id(), step.formatted("a", "")));

        assertThat(ada.get("/api/integrations/connected").text("/items/0/rules"))
                .isEqualTo("2");
        ada.post("/api/rules/" + open + "/disable");
        assertThat(ada.get("/api/integrations/connected").text("/items/0/rules"))
                .isEqualTo("1");
    }

    @Test
    void takesWebhooksOfASenderThatSignsInItsOwnWay() throws GeneralSecurityException {
        String secret = "a shared secret of theirs";
        Answer made = ada.send("POST", "/api/hooks", """
                {"name": "Repository", "secret": "%s",
                 "signature": {"kind": "hmac", "header": "X-Hub-Signature-256", "algorithm": "SHA256", "encoding": "HEX",
                               "prefix": "sha256=", "idHeader": "X-GitHub-Delivery"}}""".formatted(secret));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        make("""
                {"name": "Tell of pushes", "enabled": true, "trigger": {"kind": "webhook", "hook": "%s"},
                 "steps": [{"kind": "set", "id": "s", "vars": {"by": "${trigger.body.pusher}"}}]}""".formatted(made.text("/hook/id")));
        String body = "{\"pusher\": \"grace\"}";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String right = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        Caller sender = world.stranger().with("X-GitHub-Delivery", "d-1");
        String path = "/hooks/webhook/" + made.text("/hook/id");

        Answer delivered = sender.with("X-Hub-Signature-256", "sha256=" + right).send("POST", path, body);
        Answer again = sender.with("X-Hub-Signature-256", "sha256=" + right).send("POST", path, body);

        assertThat(delivered.status()).as(delivered.body()).isEqualTo(202);
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        JsonNode run = ended(delivered.text("/runs/0/id"));
        assertThat(run.at("/steps/0/output/by").asString()).isEqualTo("grace");
        for (String wrong : List.of("sha256=" + right.substring(2) + "00", right, "sha1=" + right, "sha256="))
            assertThat(sender.with("X-Hub-Signature-256", wrong)
                            .send("POST", path, body)
                            .code())
                    .isEqualTo("bad-signature");
        assertThat(sender.send("POST", path, "{\"never\": parsed").code())
                .as("refused before anything reads it")
                .isEqualTo("bad-signature");
    }

    @Test
    void answersWhatAnotherActPublished() {
        make("""
                {"name": "Thank", "enabled": true, "trigger": {"kind": "event", "type": "post.published"},
                 "conditions": ["trigger.title.contains('Launch day')", "trigger.actor.kind == 'person'"],
                 "steps": [{"kind": "act", "id": "post", "action": "twitter/tweet", "input": {"text": "Thank you all"}}]}""");

        Answer posted = ada.post("/api/twitter/tweet", Map.of("text", "Launch day!"));

        assertThat(posted.status()).as(posted.body()).isEqualTo(201);
        await().atMost(SOON).until(() -> timesPosted("Thank you all") == 1);
        JsonNode began = rowOf("rule/started", "/metadata/by", "event");
        assertThat(began.path("description").asString()).isEqualTo("It listens for post.published.");
    }

    @Test
    void goesOnWhenTheEventComesThatItWaitsFor() {
        String rule = make("""
                {"name": "Wait for the launch", "trigger": {"kind": "event", "type": "run.failed"},
                 "steps": [{"kind": "wait", "id": "launch",
                            "event": {"type": "post.published", "condition": "event.title.contains('We are live')",
                                      "within": "PT1H"}},
                           {"kind": "act", "id": "post", "action": "twitter/tweet",
                            "input": {"text": "Heard: ${steps.launch.output.data.action}"}}]}""");
        Answer begun = ada.post("/api/rules/" + rule + "/run", Map.of());
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        await().atMost(SOON)
                .until(() -> run(begun.text("/run")).at("/run/state").asString().equals("waiting"));

        ada.post("/api/twitter/tweet", Map.of("text", "Not yet"));
        ada.post("/api/twitter/tweet", Map.of("text", "We are live"));

        JsonNode run = ended(begun.text("/run"));
        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.at("/steps/0/output/title").asString()).contains("We are live");
        assertThat(timesPosted("Heard: twitter/tweet")).isOne();
        assertThat(rowOf("rule/started", "/metadata/run", begun.text("/run"))
                        .at("/actor/name")
                        .asString())
                .isEqualTo(name);
    }

    @Test
    void asksWhereTheRuleWantsItThoughThePolicyWouldAllow() {
        SignedHook hook = SignedHook.make(world.port(), ada, "Orders");
        make("""
                {"name": "Careful", "enabled": true, "requiresApproval": true,
                 "trigger": {"kind": "webhook", "hook": "%s"},
                 "steps": [{"kind": "act", "id": "post", "action": "twitter/tweet", "input": {"text": "Only if you say so"}}]}""".formatted(hook.id()));

        Answer delivered = hook.deliver("msg-1", "{}");

        JsonNode waiting = firstWaiting();
        assertThat(waiting.path("policyLine").asString()).isEqualTo("the-rule-asks");
        assertThat(timesPosted("Only if you say so")).isZero();
        Answer approved = ada.with(
                        "If-Match", "\"%s\"".formatted(waiting.path("version").asString()))
                .post("/api/approvals/" + waiting.path("id").asString() + "/approve", Map.of());
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        ended(delivered.text("/runs/0/id"));
        assertThat(timesPosted("Only if you say so")).isOne();
    }

    @Test
    void showsHowARuleFares() {
        SignedHook hook = SignedHook.make(world.port(), ada, "Orders");
        String rule = make("""
                {"name": "Fares", "enabled": true, "trigger": {"kind": "webhook", "hook": "%s"},
                 "conditions": ["trigger.body.n > 0"],
                 "steps": [{"kind": "set", "id": "half", "vars": {"n": "${10 / trigger.body.by}"}}]}""".formatted(hook.id()));

        for (String body :
                List.of("{\"n\": 1, \"by\": 2}", "{\"n\": 1, \"by\": 0}", "{\"n\": 0}", "{\"n\": 2, \"by\": 5}"))
            ended(hook.deliver("msg " + body, body).text("/runs/0/id"));

        JsonNode item = ada.get("/api/rules").json().at("/items/0");
        assertThat(item.path("id").asString()).isEqualTo(rule);
        assertThat(List.of("runs", "successes", "failures", "skips"))
                .extracting(field -> item.path(field).asInt())
                .containsExactly(4, 2, 1, 1);
        assertThat(item.path("lastRunAt").asString())
                .isGreaterThanOrEqualTo(item.path("lastSuccessAt").asString());
        Answer figures = ada.get("/api/rules/" + rule + "/figures");
        assertThat(figures.json().path("successes").asInt()).as(figures.body()).isEqualTo(2);
        assertThat(figures.json().path("unfinished").asInt()).isZero();
        assertThat(figures.text("/lastSuccessAt")).startsWith("20");
        assertThat(ada.get("/api/rules/" + UuidV7.next() + "/figures").status()).isEqualTo(404);
    }

    private String make(String rule) {
        Answer made = ada.send("POST", "/api/rules", rule);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("/id");
    }

    private JsonNode firstWaiting() {
        await().atMost(SOON)
                .until(() -> !ada.get("/api/approvals?status=pending")
                        .json()
                        .path("items")
                        .isEmpty());
        JsonNode items = ada.get("/api/approvals?status=pending").json().path("items");
        return items.get(items.size() - 1);
    }

    private void stepUp() {
        Answer proved = ada.post("/api/auth/step-up", Map.of("password", World.PASSWORD));
        assertThat(proved.status()).as(proved.body()).isBetween(200, 204);
    }

    private JsonNode ended(String id) {
        await().atMost(SOON).until(() -> !run(id).at("/run/finishedAt").isNull());
        return run(id);
    }

    private JsonNode run(String id) {
        Answer answer = ada.get("/api/runs/" + id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode rowOf(String action, String pointer, String value) {
        return rows().stream()
                .filter(row -> row.path("action").asString().equals(action))
                .filter(row -> row.at(pointer).asString("").equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + action + " with " + value + " in " + rows()));
    }

    private List<JsonNode> rows() {
        return ada.get("/api/integrations/activity?history=true&limit=200")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private long timesPosted(String text) {
        return sandbox.ledger().timesApplied("x.post", text);
    }
}
