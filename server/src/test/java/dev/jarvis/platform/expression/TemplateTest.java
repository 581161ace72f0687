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

class TemplateTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Environment ENVIRONMENT = Environment.of(Map.of("trigger", Type.ANY, "steps", Type.OBJECT));
    private static final Values VALUES = Values.of(Map.of(
            "trigger", json("{\"name\": \"Ada\", \"n\": 5, \"list\": [1, 2], \"none\": null, \"brace\": \"}\"}"),
            "steps", json("{}")));

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private static JsonNode filled(String template) {
        return Template.compile(json(template), ENVIRONMENT).evaluate(VALUES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text": "Hello ${trigger.name}!"}                        | {"text": "Hello Ada!"}
            {"n": "${trigger.n}", "list": "${trigger.list}"}          | {"n": 5, "list": [1, 2]}
            {"text": "n is ${trigger.n}, list ${trigger.list}"}       | {"text": "n is 5, list [1,2]"}
            {"text": "none: ${trigger.none}."}                        | {"text": "none: ."}
            {"none": "${trigger.none}"}                               | {"none": null}
            {"text": "costs $${5} and $5"}                            | {"text": "costs ${5} and $5"}
            ["${trigger.n + 1}", {"a": ["x${trigger.n}y"]}]           | [6, {"a": ["x5y"]}]
            {"text": "${ {'a': '}'}.a + \\"}\\" + trigger.brace }!"}  | {"text": "}}}!"}
            {"text": "${r'\\\\d}' + '\\\\'}'}"}                       | {"text": "\\\\d}'}"}
            {"plain": "}{", "number": 1.50, "big": 123456789012345678901234567890} | {"plain": "}{", "number": 1.50, "big": 123456789012345678901234567890}
            "${'''it's }'''}"                                         | "it's }"
            """)
    void fillsItsHoles(String template, String expected) {
        assertThat(filled(template)).hasToString(json(expected).toString());
    }

    @Test
    void namesEveryMistakeWithItsPlace() {
        ExpressionRefused refused =
                catchThrowableOfType(ExpressionRefused.class, () -> Template.compile(json("""
                        {"a": {"b/c": ["ok", "x\\n y ${steps.one + } ${nope}"]}, "open": "${trigger.n"}"""), ENVIRONMENT));
        assertThat(refused.mistakes()).extracting(Mistake::pointer).containsExactly("/a/b~1c/1", "/a/b~1c/1", "/open");
        assertThat(refused.mistakes()).extracting(Mistake::line).containsExactly(2, 2, 1);
        assertThat(refused.mistakes().get(1).column()).isEqualTo(22);
    }

    @Test
    void namesThePlaceWhenAValueIsMissing() {
        Template template = Template.compile(json("{\"a\": [\"x\", \"y ${steps.one.id}\"]}"), ENVIRONMENT);
        assertThatThrownBy(() -> template.evaluate(VALUES)).isInstanceOfSatisfying(EvaluationFailed.class, failed -> {
            assertThat(failed.mistake().pointer()).isEqualTo("/a/1");
            assertThat(failed).hasMessageContaining("one");
        });
    }

    @Test
    void saysWhatTypeEachHoleHas() {
        Template template =
                Template.compile(json("{\"a\": \"${1 + 2}\", \"b\": \"${trigger.x}\", \"c\": \"x${1}\"}"), ENVIRONMENT);
        assertThat(template.holes())
                .containsExactlyInAnyOrderElementsOf(
                        List.of(new Template.Hole("/a", "int"), new Template.Hole("/b", "dyn")));
    }

    @Test
    void stopsATextThatGrowsWithoutAnEnd() {
        Values long_ = VALUES.with("trigger", json("\"" + "x".repeat(300_000) + "\""));
        Template template = Template.compile("${trigger}${trigger}${trigger}${trigger}", ENVIRONMENT);
        assertThatThrownBy(() -> template.evaluate(long_))
                .isInstanceOfSatisfying(
                        EvaluationFailed.class,
                        e -> assertThat(e.tooExpensive()).isTrue());
    }

    @Test
    void doesNotFillTwice() {
        Values sly = VALUES.with("trigger", json("{\"name\": \"${steps}\"}"));
        assertThat(Template.compile("${trigger.name} x", ENVIRONMENT)
                        .evaluate(sly)
                        .asString())
                .isEqualTo("${steps} x");
    }
}
