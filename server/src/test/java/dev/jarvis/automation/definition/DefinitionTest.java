package dev.jarvis.automation.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.automation.schedule.Misfire;
import dev.jarvis.automation.schedule.Overlap;
import dev.jarvis.platform.problem.StrictJson;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.Risk;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class DefinitionTest {
    private static final JsonMapper JSON = StrictJson.strict(new JsonMapper());

    private static final String WHOLE = """
            {"trigger": {"kind": "schedule", "cron": "30 8 * * MON-FRI", "zone": "Europe/Berlin",
                         "misfire": {"all": {"most": 3, "maxAge": "PT2H"}}, "overlap": "queue"},
             "conditions": ["vars.total > 0"],
             "vars": {"total": 1},
             "steps": [
               {"kind": "act", "id": "post", "action": "twitter/tweet", "account": "@shop",
                "input": {"text": "Hello ${trigger.label}"}, "timeout": "PT1M",
                "retry": {"attempts": 3, "on": ["rate_limited", "transient"]}, "onFailure": "continue"},
               {"kind": "branch", "id": "check", "if": "has(steps.post.output)",
                "then": [{"kind": "set", "id": "note", "vars": {"total": "${vars.total + 1}"}}],
                "else": [{"kind": "wait", "id": "pause", "for": "PT1H"}]},
               {"kind": "for_each", "id": "each", "items": "[1, 2]",
                "steps": [{"kind": "call_rule", "id": "other", "rule": "01890a5d-ac96-774b-bcce-b302099a8057"}]}],
             "risk": "high", "requiresApproval": true, "limits": {"concurrency": 2}}""";

    @Test
    void isReadWholeAndWrittenBackAsItWas() {
        Definition read = JSON.readValue(WHOLE, Definition.class);

        assertThat(read.trigger())
                .isEqualTo(new Trigger.Schedule(
                        "30 8 * * MON-FRI", "Europe/Berlin", new Misfire.All(3, Duration.ofHours(2)), Overlap.QUEUE));
        assertThat(read.allSteps())
                .extracting(Step::id)
                .containsExactly("post", "check", "note", "pause", "each", "other");
        assertThat(read.risk()).isEqualTo(Risk.HIGH);
        assertThat(JSON.readValue(JSON.writeValueAsString(read), Definition.class))
                .isEqualTo(read);
        assertThat(JSON.readTree(JSON.writeValueAsString(read)).at("/steps"))
                .isEqualTo(normal(WHOLE).at("/steps"));
    }

    private static tools.jackson.databind.JsonNode normal(String text) {
        tools.jackson.databind.JsonNode tree = JSON.readTree(text);
        ((tools.jackson.databind.node.ObjectNode) tree.at("/steps/0/retry"))
                .put("first", "PT1S")
                .put("most", "PT10M");
        return tree;
    }

    @Test
    void givesTheUsualValuesToWhatIsLeftOut() {
        Definition least = JSON.readValue("""
                {"trigger": {"kind": "event", "type": "run.failed"},
                 "steps": [{"kind": "wait", "id": "w", "until": "2027-01-31T08:00:00+01:00"}]}""", Definition.class);

        assertThat(least.conditions()).isEmpty();
        assertThat(least.risk()).isEqualTo(Risk.LOW);
        assertThat(least.requiresApproval()).isFalse();
        assertThat(least.limits()).isEqualTo(Limits.NONE);
        assertThat(least.steps().getFirst().care().onFailure()).isEqualTo(new OnFailure.Stop());
        assertThat(least.steps().getFirst().care().retry()).isEqualTo(Retry.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'kind': 'act', 'id': 'a', 'action': 'twitter', 'input': {}}",
                "{'kind': 'act', 'id': 'A b', 'action': 'twitter/tweet', 'input': {}}",
                "{'kind': 'act', 'id': 'a', 'action': 'twitter/tweet'}",
                "{'kind': 'act', 'id': 'a', 'action': 'twitter/tweet', 'input': {'text': '\\u0000'}}",
                "{'kind': 'act', 'id': 'a', 'action': 'twitter/tweet', 'input': {}, 'colour': 'red'}",
                "{'kind': 'act', 'id': 'a', 'action': 'twitter/tweet', 'input': {}, 'timeout': 'PT0S'}",
                "{'kind': 'act', 'id': 'a', 'action': 'twitter/tweet', 'input': {}, 'retry': {'attempts': 21}}",
                "{'kind': 'act', 'id': 'a', 'action': 'twitter/tweet', 'input': {}, 'retry': {'attempts': 2, 'on': ['no_answer']}}",
                "{'kind': 'act', 'id': 'a', 'action': 'twitter/tweet', 'input': {}, 'onFailure': 'explode'}",
                "{'kind': 'branch', 'id': 'b', 'if': 'true'}",
                "{'kind': 'branch', 'id': 'b', 'if': ' ', 'then': [{'kind': 'wait', 'id': 'w', 'for': 'PT1S'}]}",
                "{'kind': 'for_each', 'id': 'f', 'items': '[]', 'steps': []}",
                "{'kind': 'for_each', 'id': 'f', 'items': '[]', 'most': 10001, 'steps': [{'kind': 'wait', 'id': 'w', 'for': 'PT1S'}]}",
                "{'kind': 'wait', 'id': 'w'}",
                "{'kind': 'wait', 'id': 'w', 'for': 'PT1S', 'until': '2027-01-01T00:00:00Z'}",
                "{'kind': 'wait', 'id': 'w', 'for': 'one hour'}",
                "{'kind': 'wait', 'id': 'w', 'until': 'tomorrow'}",
                "{'kind': 'set', 'id': 's', 'vars': {}}",
                "{'kind': 'set', 'id': 's', 'vars': {'a b': 1}}",
                "{'kind': 'call_rule', 'id': 'c', 'rule': 'that one'}",
                "{'kind': 'script', 'id': 'x'}"
            })
    void refusesAStepThatMakesNoSense(String step) {
        String rule = "{'trigger': {'kind': 'event', 'type': 'run.failed'}, 'steps': [%s]}".formatted(step);

        assertThatThrownBy(() -> JSON.readValue(rule.replace('\'', '"'), Definition.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void refusesTwoStepsOfOneIdAtAnyDepthAndTooMany() {
        String wait = "{'kind': 'wait', 'id': '%s', 'for': 'PT1S'}";
        List<String> many = java.util.stream.IntStream.range(0, 201)
                .mapToObj(i -> wait.formatted("w" + i))
                .toList();

        assertThatThrownBy(() -> steps(wait.formatted("same") + ",{'kind': 'branch', 'id': 'b', 'if': 'true', 'then': ["
                        + wait.formatted("same") + "]}"))
                .hasMessageContaining("two steps with the id same");
        assertThatThrownBy(() -> steps(String.join(",", many))).hasMessageContaining("at most 200");
    }

    private static Definition steps(String steps) {
        return JSON.readValue(
                "{'trigger': {'kind': 'event', 'type': 'run.failed'}, 'steps': [%s]}"
                        .formatted(steps)
                        .replace('\'', '"'),
                Definition.class);
    }

    @Test
    void pausesLongerEachTimeUpToTheLongestAndNeverTheSame() {
        Retry retry = new Retry(10, Duration.ofSeconds(1), Duration.ofSeconds(20), null);
        Random random = new Random(7);

        assertThat(retry.pause(1, random)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(retry.pause(3, random)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(retry.pause(9, random)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(retry.covers(ErrorKind.TRANSIENT, 9)).isTrue();
        assertThat(retry.covers(ErrorKind.TRANSIENT, 10)).isFalse();
        assertThat(retry.covers(ErrorKind.VALIDATION, 1)).isFalse();
        assertThat(retry.covers(ErrorKind.NO_ANSWER, 1)).isFalse();
    }
}
