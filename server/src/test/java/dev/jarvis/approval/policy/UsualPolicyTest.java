package dev.jarvis.approval.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Risk;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

class UsualPolicyTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static Proposal proposal(String kind, boolean key, String risk, Instant at) {
        return new Proposal(
                Risk.valueOf(risk.toUpperCase(Locale.ROOT)),
                JSON.objectNode().put("name", "twitter/tweet").put("risk", risk).put("cost", 0.5),
                JSON.objectNode().put("kind", kind).put("key", key).put("name", "Somebody"),
                JSON.objectNode().put("text", "Hello"),
                JSON.objectNode().put("platform", "twitter"),
                at,
                () -> {
                    throw new AssertionError("Nothing here looks at history, so the database is left alone");
                });
    }

    private static Proposal proposal(String kind, boolean key, String risk) {
        return proposal(kind, key, risk, Instant.parse("2026-03-28T22:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "person,  false, low,    allow, false",
        "person,  false, medium, allow, false",
        "person,  false, high,   allow, true",
        "person,  true,  low,    allow, false",
        "person,  true,  medium, allow, false",
        "person,  true,  high,   ask,   false",
        "rule,    false, low,    allow, false",
        "rule,    false, medium, allow, false",
        "rule,    false, high,   ask,   false",
        "service, true,  low,    allow, false",
        "service, true,  medium, allow, false",
        "service, true,  high,   ask,   false",
        "agent,   true,  low,    allow, false",
        "agent,   true,  medium, ask,   false",
        "agent,   true,  high,   ask,   false"
    })
    void decidesByWhoAsksAndHowRiskyItIs(String kind, boolean key, String risk, String word, boolean stepUp) {
        Ruling ruling = Policy.compile(0, ZONE, Policy.USUAL).decide(proposal(kind, key, risk));

        assertThat(ruling.word()).isEqualTo(word);
        assertThat(ruling instanceof Ruling.Allow(String line, boolean proof) && proof)
                .isEqualTo(stepUp);
    }

    @Test
    void readsTheClockOfTheObservatory() {
        Policy nights = Policy.compile(
                1,
                ZONE,
                List.of(new PolicyLine(
                        "nights",
                        "time.hour >= 23 && time.weekday == 6 && time.date == '2026-03-28'",
                        PolicyLine.Then.DENY,
                        null,
                        null,
                        null,
                        null,
                        null)));

        assertThat(nights.decide(proposal("person", false, "low")).word()).isEqualTo("deny");
        assertThat(nights.decide(proposal("person", false, "low", Instant.parse("2026-03-28T20:30:00Z")))
                        .line())
                .isEqualTo("otherwise");
    }

    @Test
    void approvesByItselfAtTheDeadlineOnlyWhatIsOfLowRisk() {
        Policy lenient = Policy.compile(
                1,
                ZONE,
                List.of(new PolicyLine(
                        "lenient", "true", PolicyLine.Then.ASK, null, null, null, null, AtDeadline.APPROVE)));

        assertThat(lenient.decide(proposal("agent", true, "low")))
                .isInstanceOfSatisfying(
                        Ruling.Ask.class, ask -> assertThat(ask.atDeadline()).isEqualTo(AtDeadline.APPROVE));
        assertThat(lenient.decide(proposal("agent", true, "medium")))
                .isInstanceOfSatisfying(
                        Ruling.Ask.class, ask -> assertThat(ask.atDeadline()).isEqualTo(AtDeadline.REJECT));
    }

    @Test
    void refusesLinesThatMakeNoSense() {
        assertThatThrownBy(() -> Policy.compile(1, ZONE, List.of())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> Policy.compile(
                        1, ZONE, List.of(PolicyLine.allow("same", "true"), PolicyLine.allow("same", "true"))))
                .hasMessageContaining("lines[1].name");
        assertThatThrownBy(() -> new Deciders(dev.jarvis.observatory.Role.VIEWER, null, null, null))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Deciders(null, java.util.Set.of(java.util.UUID.randomUUID()), 2, null))
                .isInstanceOf(Problem.class);
    }
}
