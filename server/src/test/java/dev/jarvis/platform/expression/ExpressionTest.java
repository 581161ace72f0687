package dev.jarvis.platform.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExpressionTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Environment ENVIRONMENT = Environment.of(Map.of(
            "trigger",
            Type.ANY,
            "vars",
            Type.OBJECT,
            "action",
            Type.record("action", Map.of("risk", Type.TEXT, "cost", Type.NUMBER, "tags", Type.listOf(Type.TEXT)))));
    private static final Values VALUES = Values.of(Map.of(
            "trigger",
            json("""
                    {"name": "Ada", "age": 36, "score": 1.5, "vip": true, "none": null, "tags": ["a", "b"],
                     "big": 9007199254740993, "deep": {"x": {"y": "z"}}, "at": "2026-03-28T01:30:00Z", "emoji": "é😀"}"""),
            "vars",
            json("{\"n\": 5}"),
            "action",
            json("{\"risk\": \"high\", \"cost\": 0.5, \"tags\": [\"money\"]}")));

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private static JsonNode result(String text) {
        return Expressions.compile(text, ENVIRONMENT).evaluate(VALUES);
    }

    private static Mistake firstMistake(String text) {
        return catchThrowableOfType(ExpressionRefused.class, () -> Expressions.compile(text, ENVIRONMENT))
                .mistakes()
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            trigger.age + 1                                   | 37
            trigger.big                                       | 9007199254740993
            trigger.score * 2.0                               | 3.0
            trigger.age > 35.5                                | true
            trigger.name + ' ' + trigger.deep.x.y             | "Ada z"
            trigger.none == null                              | true
            has(trigger.nope)                                 | false
            has(action.cost)                                  | true
            trigger.tags.exists(t, t == 'b')                  | true
            trigger.tags.map(t, t + '!')                      | ["a!","b!"]
            trigger.tags                                      | ["a","b"]
            trigger.deep                                      | {"x":{"y":"z"}}
            {'a': [1, 2.5, true, null], 'b': trigger.deep.x}  | {"a":[1,2.5,true,null],"b":{"y":"z"}}
            'b' in trigger.tags                               | true
            'name' in trigger                                 | true
            trigger.tags == ['a', 'b']                        | true
            trigger.deep == {'x': {'y': 'z'}}                 | true
            size(trigger.emoji)                               | 2
            'TITLE ID'.lowerAscii()                           | "title id"
            'a,b,,c'.split(',')                               | ["a","b","","c"]
            ['a', 'b'].join('-')                              | "a-b"
            'banana'.replace('an', 'AN')                      | "bANANa"
            'banana'.indexOf('na') + 'banana'.lastIndexOf('na') | 6
            'banana'.substring(1, 3)                          | "an"
            '  x '.trim()                                     | "x"
            math.abs(-3)                                      | 3
            math.round(2.5)                                   | 3.0
            timestamp(trigger.at) + duration('1h30m')         | "2026-03-28T03:00:00Z"
            timestamp(trigger.at).getHours('Europe/Berlin')   | 2
            duration('90s')                                   | "90s"
            trigger.name.matches('^A.a$')                     | true
            trigger.vip ? 'yes' : 'no'                        | "yes"
            int('42') + vars.n                                | 47
            """)
    void computesWithWhatItIsGiven(String text, String expected) {
        assertThat(result(text)).hasToString(expected);
    }

    @Test
    void saysWhereAMistakeIs() {
        assertThat(firstMistake("trigger.age >\n  stepz.a"))
                .extracting(Mistake::line, Mistake::column)
                .containsExactly(2, 3);
        assertThat(firstMistake("1 + 'a'"))
                .extracting(Mistake::line, Mistake::column)
                .containsExactly(1, 3);
        assertThat(firstMistake("(1 + ").message()).isEqualTo("something is missing at the end");
        assertThat(firstMistake("1 + )").message()).isEqualTo("')' does not belong here");
    }

    @Test
    void findsAMisspeltFieldAndAWrongTypeWhenItIsSaved() {
        assertThat(firstMistake("action.rsik == 'high'").message()).contains("rsik");
        assertThat(firstMistake("action.risk > 3").message()).contains("no matching overload");
        assertThatThrownBy(() -> Expressions.condition("action.cost", ENVIRONMENT))
                .isInstanceOf(ExpressionRefused.class)
                .hasMessageContaining("true or false");
    }

    @Test
    void knowsTheTypeOfWhatItComputes() {
        assertThat(Expressions.compile("action.risk + '!'", ENVIRONMENT).typeName())
                .isEqualTo("string");
        assertThat(Expressions.compile("trigger.x", ENVIRONMENT).typeName()).isEqualTo("dyn");
        assertThat(Expressions.compile("[1]", ENVIRONMENT).typeName()).isEqualTo("list(int)");
    }

    @Test
    void namesThePlaceWhenAValueIsMissing() {
        assertThatThrownBy(() -> result("1 == 1 &&\n trigger.nope == 2"))
                .isInstanceOfSatisfying(EvaluationFailed.class, failed -> {
                    assertThat(failed.mistake().line()).isEqualTo(2);
                    assertThat(failed).hasMessageContaining("nope");
                    assertThat(failed.tooExpensive()).isFalse();
                });
    }

    @Test
    void refusesAConditionThatTurnsOutToBeSomethingElse() {
        Expression condition = Expressions.condition("trigger.name", ENVIRONMENT);
        assertThatThrownBy(() -> condition.holds(VALUES))
                .isInstanceOf(EvaluationFailed.class)
                .hasMessageContaining("true or false");
    }

    @Test
    void hasNoWayOutToTheJavaBelow() {
        List.of(
                        "trigger.getClass()",
                        "trigger.name.getClass().forName('java.lang.Runtime')",
                        "java.lang.Runtime.getRuntime()",
                        "T(java.lang.Runtime)",
                        "#{1}",
                        "new java.io.File('x')",
                        "''.class",
                        "google.protobuf.Any{}",
                        "cel.bind(x, 1, x)",
                        "() -> 1")
                .forEach(text -> assertThatThrownBy(() -> Expressions.compile(text, ENVIRONMENT))
                        .as(text)
                        .isInstanceOf(ExpressionRefused.class));
        assertThatThrownBy(() -> result("trigger.class")).isInstanceOf(EvaluationFailed.class);
    }

    @Test
    void keepsValuesOutOfItsComplaints() {
        Values secret = VALUES.with("trigger", json("{\"token\": \"s3cr3t-value\"}"));
        for (String text : List.of(
                "int(trigger.token)",
                "duration(trigger.token)",
                "timestamp(trigger.token)",
                "double(trigger.token)",
                "trigger.token + 1",
                "trigger[trigger.token]",
                "'x'.matches(trigger.token + '(')",
                "trigger.token.substring(99)",
                "timestamp('2026-01-01T00:00:00Z').getHours(trigger.token)"))
            assertThatThrownBy(() -> Expressions.compile(text, ENVIRONMENT).evaluate(secret))
                    .as(text)
                    .isInstanceOf(EvaluationFailed.class)
                    .message()
                    .doesNotContain("s3cr3t");
    }
}
