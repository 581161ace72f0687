package dev.jarvis.platform.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What somebody may write who wants to stop the machine: each ends by the budget, not by luck. */
class ExpressionBombTest {
    private static final Environment ENVIRONMENT = Environment.of(Map.of("trigger", Type.ANY));

    /** Far above the 40 ms of the budget, so that a busy machine does not fail the test; a bomb that works takes minutes. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private static final Values VALUES = Values.of(Map.of("trigger", trigger()));

    private static JsonNode trigger() {
        ObjectNode trigger = JsonNodeFactory.instance.objectNode();
        trigger.put("as", "a".repeat(200_000));
        trigger.put("half", "a".repeat(100_000) + "b");
        ArrayNode items = trigger.putArray("items");
        for (int i = 0; i < 50_000; i++) items.add("item-" + i);
        return trigger;
    }

    static Stream<String> bombs() {
        String list = "[0,1,2,3,4,5,6,7,8,9]";
        return Stream.of(
                // nested loops
                "%1$s.map(a, %1$s.map(b, %1$s.map(c, %1$s.map(d, %1$s.map(e, a + b + c + d + e)))))".formatted(list),
                "trigger.items.map(a, trigger.items.map(b, a + b)).size()",
                "trigger.items.all(a, trigger.items.exists(b, b == 'no'))",
                // doubling texts and lists
                "['xxxxxxxx']" + ".map(x, x + x)".repeat(40),
                "[[1, 2, 3]]" + ".map(x, x + x)".repeat(40),
                "[trigger.as]" + ".map(x, x.replace('a', x))".repeat(2),
                "trigger.as.replace('', trigger.as)",
                "trigger.items.map(x, trigger.as).join(trigger.as)",
                "trigger.as.split('')",
                // one thing shared many times, walked through as if it were many
                "[1]" + ".map(x, [x, x])".repeat(40),
                "[[1]" + ".map(x, [x, x])".repeat(40) + "].map(y, y == y)",
                "[[1]" + ".map(x, [x, x])".repeat(40) + "].exists(y, y in [y])",
                "[[1]" + ".map(x, [x, x])".repeat(40) + "].exists(y, y in trigger)",
                "[[1]" + ".map(x, [x, x])".repeat(40) + "].map(y, trigger[y])",
                // searching
                "trigger.as.contains(trigger.half)",
                "trigger.as.indexOf(trigger.half)",
                "trigger.as.lastIndexOf('b' + trigger.as.substring(100000))",
                "trigger.as.split(trigger.half)",
                "trigger.items.all(a, trigger.as == trigger.as)",
                "trigger.items.all(a, trigger.items == trigger.items)",
                "trigger.items.all(a, 'no' in trigger.items || true)",
                // errors that are dropped, each of which costs an exception
                "trigger.items.all(a, a)",
                "trigger.items.all(a, trigger)",
                "trigger.items.filter(a, a)",
                "trigger.items.exists(a, trigger || false)",
                "trigger.items.map(a, a.missing == 1 || true).size()",
                "trigger.items.exists(a, trigger.items.all(b, b))",
                "trigger.items.all(a, 1 / 0 == 1)",
                // patterns
                "trigger.as.matches('((a{100}){100}){100}b')",
                "trigger.as.matches('(a{1,500}){1,500}b')",
                "trigger.as.matches('" + "(x+x+)+".repeat(140) + "')",
                "trigger.items.all(a, a.matches('^(([a-z])+.)+[A-Z]([a-z])+$') || true)");
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void stopsABombByItsBudget(String text) {
        long start = System.nanoTime();
        Throwable stopped =
                catchThrowable(() -> Expressions.compile(text, ENVIRONMENT).evaluate(VALUES));
        assertThat(stopped)
                .isInstanceOfSatisfying(
                        EvaluationFailed.class,
                        failed -> assertThat(failed.tooExpensive()).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    /** A short way: what is not dropped in a loop of thousands costs as little as ever. */
    @Test
    void takesADroppedErrorNowAndThen() {
        Expression some = Expressions.condition(
                "trigger.half.size() > 1 || trigger.missing == 1 || trigger.items[0].missing", ENVIRONMENT);
        Expression last = Expressions.condition("trigger.missing == 1 || true", ENVIRONMENT);
        assertThat(some.holds(VALUES)).isTrue();
        assertThat(last.holds(VALUES)).isTrue();
    }

    @Test
    void refusesWhatIsTooLongOrTooDeepToRead() {
        for (String text : List.of(
                "1" + "+1".repeat(5_000),
                "(".repeat(1_000) + "1" + ")".repeat(1_000),
                "[".repeat(200) + "1" + "]".repeat(200),
                "'" + "x".repeat(20_000) + "'",
                "trigger" + ".a".repeat(4_000),
                "true" + " ? true : true".repeat(600),
                "a".repeat(9_999) + "(")) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> Expressions.compile(text, ENVIRONMENT))
                    .as(text.substring(0, 20))
                    .isInstanceOf(ExpressionRefused.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
    }

    @Test
    void refusesListsAsKeysBecauseHashingThemHasNoEnd() {
        String shared = "[[1]" + ".map(x, [x, x])".repeat(40) + "]";
        assertThatThrownBy(() -> Expressions.compile(shared + ".map(y, {y: 1})", ENVIRONMENT))
                .isInstanceOf(ExpressionRefused.class)
                .hasMessageContaining("key");
        assertThatThrownBy(() -> Expressions.compile("{dyn(trigger.items): 1}", ENVIRONMENT))
                .isInstanceOf(ExpressionRefused.class)
                .hasMessageContaining("string(...)");
    }

    @Test
    void matchesInLinearTimeWhatOtherEnginesNeverFinish() {
        Expression nested =
                Expressions.condition("trigger.as.substring(0, 5000).matches('^(a*)*(a+)+(a|aa)+$')", ENVIRONMENT);
        assertThat(nested.holds(VALUES)).isTrue();
    }

    @Test
    void saysNothingOfValuesThatAreTooLargeToBeWritten() {
        for (String text : List.of(
                "dyn(%s) && true",
                "dyn(%s) ? 1 : 2", "dyn(%s) + 1", "dyn(%s).all(x, x)", "trigger.as[%s]", "dyn(%s).x"))
            assertThatThrownBy(() -> Expressions.compile(text.formatted("[trigger.items, trigger.items]"), ENVIRONMENT)
                            .evaluate(VALUES))
                    .isInstanceOf(EvaluationFailed.class)
                    .message()
                    .hasSizeLessThan(200);
    }

    @Test
    void takesNoNulAndAnyOtherLetter() {
        assertThatThrownBy(() -> Expressions.compile("'a\0b'", ENVIRONMENT)).isInstanceOf(ExpressionRefused.class);
        JsonNode letters = Expressions.compile("'ığüşöç 日本語 😀' + trigger", ENVIRONMENT)
                .evaluate(Values.of(Map.of("trigger", JsonNodeFactory.instance.stringNode("\u202e\ud800\0"))));
        assertThat(letters.asString()).isEqualTo("ığüşöç 日本語 😀\u202e\ud800\0");
    }

    @Test
    void leavesAnOrdinaryEvaluationAlone() {
        Expression usual = Expressions.compile(
                "trigger.items.filter(i, i.endsWith('7')).map(i, i.upperAscii()).size() > 100", ENVIRONMENT);
        ArrayNode few = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 5_000; i++) few.add("item-" + i);
        JsonNode trigger = JsonNodeFactory.instance.objectNode().set("items", few);
        assertThat(usual.holds(Values.of(Map.of("trigger", trigger)))).isTrue();
    }

    @Property(tries = 300)
    void neverAnswersAnythingButRefusals(@ForAll @StringLength(max = 40) String text) {
        try {
            Expressions.compile(text, ENVIRONMENT).evaluate(VALUES);
        } catch (ExpressionRefused | EvaluationFailed expected) {
            assertThat(expected.getMessage()).startsWith("line ");
        }
    }
}
