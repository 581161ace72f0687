package dev.jarvis.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.Role;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Caller.Answer;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;

@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
class PolicyTest {
    @Autowired
    private ApplicationContext context;

    private Deciding place;

    @BeforeEach
    void begin() {
        place = new Deciding(context);
    }

    @Test
    void beginsWithSensibleLines() {
        Answer usual = place.boss.get("/api/policies");

        assertThat(usual.json().path("version").asLong()).isZero();
        assertThat(usual.text("/lines/0/name")).isEqualTo("people-may");
        assertThat(place.boss
                        .post("/api/twitter/tweet", Map.of("text", "As a person"))
                        .status())
                .isEqualTo(201);
        assertThat(place.key("service")
                        .post("/api/twitter/tweet", Map.of("text", "As a service"))
                        .status())
                .isEqualTo(201);
        assertThat(place.agent
                        .post("/api/twitter/tweet", Map.of("text", "As an agent"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void saysWhereALineIsWrongAndKeepsTheOldOnes() {
        Answer refused = place.policy(0, """
                [{"name": "good", "when": "true", "then": "allow"},
                 {"name": "bad", "when": "action.rsik == 'high'", "then": "deny"},
                 {"name": "worse", "when": "action.cost > 'much'", "then": "deny"}]""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("lines[1].when");
        assertThat(refused.text("/errors/0/message")).contains("line 1, column").contains("rsik");
        assertThat(refused.text("/errors/1/field")).isEqualTo("lines[2].when");
        assertThat(place.boss.get("/api/policies").json().path("version").asLong())
                .isZero();
    }

    @Test
    void rulesFromTheMomentItIsSaved() {
        String deny = """
                [{"name": "no-rockets", "when": "has(input.text) && input.text.lowerAscii().contains('rocket')", "then": "deny",
                  "reason": "We do not speak of rockets."},
                 {"name": "rest", "when": "true", "then": "allow"}]""";
        assertThat(place.policy(0, deny).status()).isEqualTo(200);

        Answer refused = place.boss.post("/api/twitter/tweet", Map.of("text", "Our ROCKET flies"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("denied-by-policy");
        assertThat(refused.text("/policyLine")).isEqualTo("no-rockets");
        assertThat(refused.text("/detail")).isEqualTo("We do not speak of rockets.");
        assertThat(place.timesPosted("Our ROCKET flies")).isZero();
        assertThat(place.agent
                        .post("/api/twitter/tweet", Map.of("text", "Our boat floats"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void asksWhenALineCannotBeEvaluated() {
        place.policy(0, "[{\"name\": \"fragile\", \"when\": \"input.nowhere == 1\", \"then\": \"allow\"}]");

        Answer asked = place.boss.post("/api/twitter/tweet", Map.of("text", "What now"));

        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
    }

    @Test
    void takesNoChangeOfAPolicyThatChangedMeanwhile() {
        place.policy(0, "[{\"name\": \"a\", \"when\": \"true\", \"then\": \"allow\"}]");

        Answer late = place.policy(0, "[{\"name\": \"b\", \"when\": \"true\", \"then\": \"deny\"}]");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("policy-changed");
    }

    @Test
    void isSavedByNobodyWhoDidNotJustProveWhoTheyAre() {
        assertThat(place.boss
                        .send("PUT", "/api/policies", "{\"version\": 0, \"lines\": []}")
                        .code())
                .isEqualTo("step-up-needed");
    }

    @Test
    void isChangedByAdminsAlone() {
        Caller operator = place.world.member(place.observatory, Role.OPERATOR);
        assertThat(operator.send("PUT", "/api/policies", "{\"version\": 0, \"lines\": []}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void looksAtHistoryAndConfidence() {
        place.policy(0, """
                [{"name": "trusted", "when": "history.approved >= 1 && confidence > 0.0", "then": "allow"},
                 {"name": "rest", "when": "true", "then": "ask"}]""");
        var waits = place.post("The first of its kind");
        Caller other = place.world.member(place.observatory, Role.APPROVER);
        assertThat(place.approve(other, waits).text("/state")).isEqualTo("approved");
        Answer calibration = place.boss.get("/api/approvals/calibration");
        assertThat(calibration.json().path("decided").asLong()).isOne();
        assertThat(calibration.json().path("brier").asDouble()).isPositive();
        assertThat(calibration.json().at("/bins/0/approved").asDouble()).isOne();
        place.awaitCall(waits, "done");

        assertThat(place.agent
                        .post("/api/twitter/tweet", Map.of("text", "The second of its kind"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void showsWhatItWouldHaveMeant() {
        place.boss.post("/api/twitter/tweet", Map.of("text", "Yesterday's news"));
        place.agent.post("/api/twitter/tweet", Map.of("text", "An agent's news"));

        Answer would = place.boss.send("POST", "/api/policies/preview", """
                {"lines": [{"name": "people", "when": "origin.kind == 'person'", "then": "deny"},
                           {"name": "rest", "when": "true", "then": "ask"}]}""");

        assertThat(would.status()).as(would.body()).isEqualTo(200);
        assertThat(would.json().at("/looked").asInt()).isEqualTo(2);
        assertThat(would.json().at("/decisions/deny").asInt()).isOne();
        assertThat(would.json().at("/decisions/ask").asInt()).isOne();
        assertThat(would.text("/changed/0/then")).isEqualTo("deny");
        assertThat(place.boss.get("/api/policies").json().path("version").asLong())
                .isZero();
    }

    @Test
    void explainsWhichLineDecided() {
        String call = place.agent
                .post("/api/twitter/tweet", Map.of("text", "Explain me"))
                .text("/callId");

        Answer explained = place.boss.post("/api/policies/explain", Map.of("call", call));

        assertThat(explained.status()).as(explained.body()).isEqualTo(200);
        assertThat(explained.text("/decision")).isEqualTo("ask");
        assertThat(explained.text("/line")).isEqualTo("ask-for-the-rest");
    }
}
