package dev.jarvis.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.SignedHook;
import dev.jarvis.testing.World;
import dev.jarvis.testing.XKeys;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/** What a rule may use, and where it ends. */
@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
class RuleLimitsTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Sandbox sandbox;

    private World world;
    private ObservatoryId here;
    private Caller ada;
    private SignedHook hook;

    @BeforeEach
    void enter() {
        world = new World(context);
        User owner = world.user();
        here = world.observatory(owner.id());
        ada = world.browser(owner);
        XKeys.connect(ada, "acme_labs");
        hook = SignedHook.make(world.port(), ada, "Orders");
    }

    @Test
    void beginsNoMoreRunsAMinuteThanTheRuleAllows() {
        String rule = make("""
                "limits": {"perMinute": 2},
                "steps": [{"kind": "set", "id": "s", "vars": {"n": "${trigger.body.n}"}}]""");
        String first = run(1);
        String second = run(2);
        ended(first);
        ended(second);

        String third = run(3);

        await().atMost(SOON).until(() -> state(third).equals("waiting"));
        assertThat(get(third).at("/run/waitsFor").asString()).isEqualTo("its turn");
        assertThat(get(third).path("steps")).isEmpty();
        aMinutePasses(UUID.fromString(third));
        assertThat(ended(third).at("/run/state").asString()).isEqualTo("succeeded");
        assertThat(ada.get("/api/rules/" + rule + "/figures")
                        .json()
                        .path("runs")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void endsARunWhoseTimeIsOverAndTakesBackWhatItAskedFor() {
        make("""
                "requiresApproval": true, "limits": {"within": "PT2S"},
                "steps": [{"kind": "act", "id": "post", "action": "twitter/tweet", "input": {"text": "Too late for this"},
                           "onFailure": "continue"},
                          {"kind": "set", "id": "after", "vars": {"n": 1}}]""");

        JsonNode run = ended(run(1));

        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("failed");
        assertThat(run.at("/run/problem/code").asString()).isEqualTo("timed-out");
        assertThat(run.at("/run/problem/words").asString()).contains("limits.within");
        assertThat(ada.get("/api/approvals?status=cancelled").text("/items/0/title"))
                .contains("Too late for this");
        assertThat(sandbox.ledger().timesApplied("x.post", "Too late for this")).isZero();
    }

    @Test
    void takesAStepBackWhoseTimeIsOverAndGoesOnWhereTheStepSaysSo() {
        make("""
                "requiresApproval": true,
                "steps": [{"kind": "act", "id": "post", "action": "twitter/tweet", "input": {"text": "A step too late"},
                           "timeout": "PT1S", "onFailure": "continue"},
                          {"kind": "set", "id": "after", "vars": {"code": "${steps.post.error.code}"}}]""");

        JsonNode run = ended(run(1));

        assertThat(run.at("/run/state").asString()).as(run.toString()).isEqualTo("succeeded");
        assertThat(run.at("/steps/1/output/code").asString()).isEqualTo("timed-out");
        assertThat(ada.get("/api/approvals?status=pending").json().path("items"))
                .isEmpty();
        assertThat(sandbox.ledger().timesApplied("x.post", "A step too late")).isZero();
    }

    @Test
    void keepsNoValueThatIsTooLarge() {
        String rule = make("""
                "steps": [{"kind": "set", "id": "all", "vars": {"a": "${trigger.t}", "b": "${trigger.t}", "c": "${trigger.t}"},
                           "onFailure": "continue"},
                          {"kind": "set", "id": "why", "vars": {"code": "${steps.all.error.code}"}}]""");

        Answer begun = ada.send(
                "POST", "/api/rules/" + rule + "/run", "{\"trigger\": {\"t\": \"%s\"}}".formatted("x".repeat(400_000)));

        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        JsonNode run = ended(begun.text("/run"));
        assertThat(run.at("/steps/1/output/code").asString())
                .as(run.at("/steps/0/problem").toString())
                .isEqualTo("output-too-large");
        assertThat(run.at("/steps/0/output").isNull()).isTrue();
    }

    @Test
    void wantsAHookThatIsThereAndKeepsItWhileARuleNeedsIt() {
        User other = world.user();
        world.observatory(other.id());
        SignedHook foreign = SignedHook.make(world.port(), world.browser(other), "Foreign");

        for (UUID none : new UUID[] {UUID.randomUUID(), foreign.id()}) {
            Answer refused = ada.send(
                    "POST",
                    "/api/rules",
                    rule(none, "\"steps\": [{\"kind\": \"wait\", \"id\": \"w\", \"for\": \"PT1S\"}]"));
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.text("/errors/0/field")).isEqualTo("trigger.hook");
        }
        String rule = make("\"steps\": [{\"kind\": \"wait\", \"id\": \"w\", \"for\": \"PT1S\"}]");
        assertThat(ada.delete("/api/hooks/" + hook.id()).code()).isEqualTo("hook-in-use");
        ada.post("/api/rules/" + rule + "/disable");
        assertThat(ada.delete("/api/hooks/" + hook.id()).status()).isEqualTo(204);
        assertThat(ada.post("/api/rules/" + rule + "/enable").text("/errors/0/field"))
                .isEqualTo("trigger.hook");
    }

    @Test
    void tellsOtherRulesOfARunThatSucceededAndNeverTheRuleItself() {
        String listener = ada.send("POST", "/api/rules", """
                {"name": "Afterwards", "enabled": true, "trigger": {"kind": "event", "type": "run.succeeded"},
                 "steps": [{"kind": "set", "id": "s", "vars": {"of": "${trigger.data.rule}"}}]}""").text("/id");
        String rule = make("\"steps\": [{\"kind\": \"set\", \"id\": \"s\", \"vars\": {\"n\": 1}}]");

        String run = run(1);

        await().atMost(SOON).until(() -> runsOf(listener).size() == 1);
        JsonNode told = ended(runsOf(listener).get(0).path("id").asString());
        assertThat(told.at("/steps/0/output/of").asString()).isEqualTo(rule);
        assertThat(told.at("/trigger/data/run").asString()).isEqualTo(run);
        await().atMost(SOON)
                .until(() -> ada.get("/api/events?type=run.succeeded")
                                .json()
                                .path("items")
                                .size()
                        == 2);
        String second = run(2);
        await().atMost(SOON).until(() -> runsOf(listener).size() == 2);
        assertThat(runsOf(listener).get(0).path("id").asString()).isNotEqualTo(second);
        assertThat(ada.get("/api/integrations/activity").body()).doesNotContain("event/chain-stopped");
    }

    private JsonNode runsOf(String rule) {
        return ada.get("/api/runs?rule=" + rule).json().path("items");
    }

    private String make(String rest) {
        Answer made = ada.send("POST", "/api/rules", rule(hook.id(), rest));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("/id");
    }

    private static String rule(UUID hook, String rest) {
        return """
                {"name": "Limited", "enabled": true, "trigger": {"kind": "webhook", "hook": "%s"}, %s}""".formatted(hook, rest);
    }

    private String run(int number) {
        Answer delivered = hook.deliver("msg-" + number, "{\"n\": %d}".formatted(number));
        assertThat(delivered.status()).as(delivered.body()).isEqualTo(202);
        return delivered.text("/runs/0/id");
    }

    private void aMinutePasses(UUID run) {
        world.bean(TenantTransactions.class).inObservatory(here.value(), () -> {
            world.jdbc()
                    .sql("update runs set not_before = not_before - interval '1 minute' where id = ?")
                    .param(run)
                    .update();
            world.jdbc()
                    .sql("update work set due_at = due_at - interval '1 minute' where id = ?")
                    .param(run)
                    .update();
        });
    }

    private JsonNode ended(String id) {
        await().atMost(SOON).until(() -> !get(id).at("/run/finishedAt").isNull());
        return get(id);
    }

    private String state(String id) {
        return get(id).at("/run/state").asString();
    }

    private JsonNode get(String id) {
        Answer answer = ada.get("/api/runs/" + id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
