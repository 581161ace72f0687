package dev.jarvis.platform.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.Size;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the grammar can say over large values: an answer or a refusal, and soon. */
@Protocol
class ExpressionGrammarTest {
    /** Of this thread's own processor time; the budget is 40 ms, and a JVM that has just begun takes several times that. */
    private static final long MOST_MILLIS = 1_000;

    private static final Environment ENVIRONMENT = Environment.of(Map.of("trigger", Type.ANY));
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    @Tag("P24")
    void answersOrRefusesWhateverTheGrammarSays(Proof proof) {
        long seed = Long.getLong("jarvis.seed", System.nanoTime());
        Grammar grammar = new Grammar(new Random(seed));
        Values values = values();
        long slowest = 0;
        long largest = 0;
        int answered = 0;
        int count = Size.of(2_000, 100_000, 3_000_000);
        for (int i = 0; i < count; i++) {
            String text = grammar.expression(5);
            long cpu = THREADS.getCurrentThreadCpuTime();
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            if (answers(text, values, seed)) answered++;
            long took = (THREADS.getCurrentThreadCpuTime() - cpu) / 1_000_000;
            assertThat(took).as("ms of %s, seed %d", text, seed).isLessThan(MOST_MILLIS);
            if (i > count / 10) slowest = Math.max(slowest, took);
            largest = Math.max(largest, THREADS.getCurrentThreadAllocatedBytes() - bytes);
        }
        assertThat(answered).as("some make sense").isPositive();
        proof.count("expressions", count)
                .count("answered", answered)
                .count("refused", count - answered)
                .count("slowest of the warm ones, ms of processor time", slowest)
                .count("most memory taken in all, MB", largest / 1_000_000)
                .count("seed", seed);
    }

    private static boolean answers(String text, Values values, long seed) {
        try {
            Expressions.compile(text, ENVIRONMENT).evaluate(values);
            return true;
        } catch (ExpressionRefused | EvaluationFailed expected) {
            assertThat(expected.getMessage()).startsWith("line ");
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("%s, seed %d".formatted(text, seed), e);
        }
    }

    private static Values values() {
        ObjectNode trigger = JsonNodeFactory.instance.objectNode();
        trigger.put("text", "ab".repeat(50_000)).put("number", 7).put("none", (String) null);
        ArrayNode items = trigger.putArray("items");
        for (int i = 0; i < 20_000; i++) items.addObject().put("id", i).put("name", "item " + i);
        return Values.of(Map.of("trigger", trigger));
    }

    /** Writes expressions of which a good part can be compiled. Variables of macros stand where they are known. */
    private record Grammar(Random random) {
        private static final List<String> LEAVES = List.of(
                "trigger",
                "trigger.text",
                "trigger.items",
                "trigger.number",
                "trigger.none",
                "trigger.missing",
                "0",
                "1",
                "-9223372036854775808",
                "9223372036854775807",
                "0.1",
                "1e308",
                "true",
                "null",
                "''",
                "'a'",
                "'(a+)+$'",
                "[]",
                "{}",
                "[1, 'a', null]",
                "{'a': 1}");
        private static final List<String> BETWEEN =
                List.of("+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "||", "in");
        private static final List<String> METHODS = List.of(
                "%s.size()",
                "size(%s)",
                "string(%s)",
                "int(%s)",
                "double(%s)",
                "%s.upperAscii()",
                "%s.split('')",
                "%s.join('-')",
                "!%s",
                "-%s",
                "%s[0]",
                "%s.name");
        private static final List<String> PAIRS = List.of(
                "%s.contains(%s)",
                "%s.matches(%s)",
                "%s.replace('a', %s)",
                "%s.indexOf(%s)",
                "%s.split(%s)",
                "%s.join(%s)",
                "%s[%s]",
                "%s.substring(%s)",
                "[%s, %s]",
                "{'k': %s, 'l': %s}");
        private static final List<String> LOOPS =
                List.of("map(v%1$d, %2$s)", "filter(v%1$d, %2$s)", "all(v%1$d, %2$s)", "exists(v%1$d, %2$s)");

        String expression(int depth) {
            return expression(depth, 0);
        }

        private String expression(int depth, int variables) {
            if (depth == 0 || random.nextInt(8) == 0) return leaf(variables);
            return switch (random.nextInt(6)) {
                case 0 -> "(%s %s %s)".formatted(inner(depth, variables), one(BETWEEN), inner(depth, variables));
                case 1 ->
                    "(%s ? %s : %s)"
                            .formatted(inner(depth, variables), inner(depth, variables), inner(depth, variables));
                case 2 -> one(METHODS).formatted(inner(depth, variables));
                case 3 -> one(PAIRS).formatted(inner(depth, variables), inner(depth, variables));
                default ->
                    "%s.%s"
                            .formatted(
                                    inner(depth, variables),
                                    one(LOOPS).formatted(variables, expression(depth - 1, variables + 1)));
            };
        }

        private String inner(int depth, int variables) {
            return expression(depth - 1, variables);
        }

        private String leaf(int variables) {
            return variables > 0 && random.nextBoolean() ? "v" + random.nextInt(variables) : one(LEAVES);
        }

        private String one(List<String> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
