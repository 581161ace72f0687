package dev.jarvis.platform.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A compiled and checked expression. Evaluating takes some microseconds, is bounded in steps, size and time, calls nothing
 * and changes nothing. Immutable and safe for many threads.
 */
public final class Expression {
    private static final Pattern PLACE = Pattern.compile("evaluation error at <input>:(\\d+): (.*)", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("'([^']{1,100})'");

    private final String text;
    private final CelType type;
    private final Set<String> variables;
    private final CelRuntime.Program program;
    private final SilentFailures failures;

    Expression(String text, CelType type, Set<String> variables, CelRuntime.Program program, SilentFailures failures) {
        this.text = text;
        this.type = type;
        this.variables = Set.copyOf(variables);
        this.program = program;
        this.failures = failures;
    }

    public String text() {
        return text;
    }

    /** Those of its environment that it looks at. */
    public Set<String> variables() {
        return variables;
    }

    /** As CEL writes it: {@code string}, {@code int}, {@code list(dyn)}; {@code dyn} when only evaluating shows it. */
    public String typeName() {
        return CelTypes.format(type);
    }

    /** @throws EvaluationFailed when a value is missing or of the wrong type, or it is too expensive */
    public JsonNode evaluate(Values values) {
        Meter meter = new Meter();
        return guarded(() -> JsonValues.toJson(raw(values, meter), meter));
    }

    /** @throws EvaluationFailed as {@link #evaluate}, and when it is neither true nor false */
    public boolean holds(Values values) {
        return guarded(() -> {
            if (raw(values, new Meter()) instanceof Boolean truth) return truth;
            throw Stopped.unusable("a condition is true or false, and this is neither");
        });
    }

    CelType type() {
        return type;
    }

    private Object raw(Values values, Meter meter) throws CelEvaluationException {
        SilentFailures.Watch watch = failures.watch(meter);
        return ScopedValue.where(Meter.CURRENT, meter)
                .call(() -> program.trace(values::find, (step, result) -> {
                    paid(meter, step, result);
                    watch.see(step, result);
                }));
    }

    /** What is built pays for all that is in it, so that nothing holds more than its budget, however often it is shared. */
    private static void paid(Meter meter, CelExpr step, Object result) {
        switch (step.getKind()) {
            case LIST, MAP -> meter.walk(result);
            default -> meter.charge(1);
        }
    }

    private interface Work<T> {
        T run() throws CelEvaluationException;
    }

    private <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (Stopped e) {
            throw failed(0, e.words(), e.tooExpensive(), e);
        } catch (CelEvaluationException e) {
            throw failed(e);
        } catch (StackOverflowError e) {
            throw failed(0, "it is nested too deeply", true, null);
        }
    }

    private EvaluationFailed failed(CelEvaluationException e) {
        Matcher known = PLACE.matcher(String.valueOf(e.getMessage()));
        int offset = known.matches() ? Integer.parseInt(known.group(1)) : 0;
        return e.getCause() instanceof Stopped stopped
                ? failed(offset, stopped.words(), stopped.tooExpensive(), e)
                : failed(offset, words(e), e.getErrorCode() == CelErrorCode.ITERATION_BUDGET_EXCEEDED, e);
    }

    private EvaluationFailed failed(int offset, String words, boolean tooExpensive, @Nullable Throwable cause) {
        return new EvaluationFailed(Places.at(text, offset, words), tooExpensive, cause);
    }

    /** CEL's own words may hold values; ours do not. */
    private String words(CelEvaluationException e) {
        return switch (e.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND, DUPLICATE_ATTRIBUTE -> missing(String.valueOf(e.getMessage()));
            case INDEX_OUT_OF_BOUNDS -> "the index lies outside of the list";
            case DIVIDE_BY_ZERO -> "it divides by zero";
            case NUMERIC_OVERFLOW -> "a number becomes too large";
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD, TYPE_NOT_FOUND ->
                "a value has not the type it should have here";
            case BAD_FORMAT, INVALID_ARGUMENT, INTERNAL_ERROR -> "a value has not the form it should have here";
            case ITERATION_BUDGET_EXCEEDED -> "it takes too many steps";
        };
    }

    /** The key is named when it stands in the expression; one that was computed may be private. */
    private String missing(String message) {
        Matcher quoted = QUOTED.matcher(message);
        return quoted.find() && text.contains(quoted.group(1))
                ? "there is no '%s'; ask has(...) first".formatted(quoted.group(1))
                : "there is no such key";
    }
}
