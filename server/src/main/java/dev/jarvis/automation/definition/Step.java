package dev.jarvis.automation.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.jarvis.platform.problem.Omissible;
import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing a rule does. Texts that hold CEL are checked when the rule is saved: a condition is CEL as it stands, an
 * input is JSON in whose texts <code>${ ... }</code> stands for a value.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Step {
    /** Unique in the rule; {@code steps.<id>} in expressions. */
    String id();

    @Nullable
    OnFailure onFailure();

    default @Nullable Retry retry() {
        return null;
    }

    default @Nullable Duration timeout() {
        return null;
    }

    /** What applies to it, with the usual values where its author said nothing. */
    default Care care() {
        return Care.of(retry(), timeout(), onFailure());
    }

    /** The steps inside this one, in the order they stand. */
    default List<Step> inner() {
        return List.of();
    }

    /** This step and all below it. */
    default Stream<Step> all() {
        return Stream.concat(Stream.of(this), inner().stream().flatMap(Step::all));
    }

    /**
     * An act on a platform.
     *
     * @param action platform and action, such as {@code twitter/tweet}
     * @param account the connection's id, the account's id or its name; null where there is one
     * @param input a template of the action's input
     * @param timeout for all attempts together
     */
    @JsonTypeName("act")
    record Act(
            String id,
            String action,
            @Nullable String account,
            JsonNode input,
            @Nullable Retry retry,
            @Nullable Duration timeout,
            @Nullable OnFailure onFailure)
            implements Step {
        public Act {
            Texts.stepId(id);
            if (!action.matches("[a-z][a-z0-9-]{1,62}/[a-z][a-z0-9-]{0,62}"))
                throw Problem.badInput("action", "must be a platform and its action, such as twitter/tweet");
            if (account != null) account = Texts.line("account", account, 200);
            Texts.storable("input", input);
            Texts.between("timeout", timeout, Duration.ofSeconds(1), Duration.ofDays(30));
        }

        public String platform() {
            return action.substring(0, action.indexOf('/'));
        }

        /** The action's id at its platform. */
        public String verb() {
            return action.substring(action.indexOf('/') + 1);
        }
    }

    /** @param when CEL that gives true or false; {@code if} on the wire */
    @JsonTypeName("branch")
    record Branch(
            String id,
            @JsonProperty("if") String when,
            @Omissible List<Step> then,
            @JsonProperty("else") @Omissible List<Step> otherwise,
            @Nullable OnFailure onFailure)
            implements Step {
        public Branch {
            Texts.stepId(id);
            Texts.cel("if", when);
            then = then == null ? List.of() : List.copyOf(then);
            otherwise = otherwise == null ? List.of() : List.copyOf(otherwise);
            if (then.isEmpty() && otherwise.isEmpty()) throw Problem.badInput("then", "must hold a step");
        }

        @Override
        public List<Step> inner() {
            return Stream.concat(then.stream(), otherwise.stream()).toList();
        }
    }

    /**
     * The same steps for each member of a list, one after the other, in whose expressions it is named "item".
     *
     * @param items CEL that gives a list
     * @param most how many there may be, 1 to 10,000; a longer list fails the step. 100 when null
     */
    @JsonTypeName("for_each")
    record ForEach(
            String id,
            String items,
            @Nullable Integer most,
            List<Step> steps,
            @Nullable Duration timeout,
            @Nullable OnFailure onFailure)
            implements Step {
        private static final int USUAL = 100;

        public ForEach {
            Texts.stepId(id);
            Texts.cel("items", items);
            if (most != null && (most < 1 || most > 10_000)) throw Problem.badInput("most", "must be from 1 to 10000");
            steps = List.copyOf(steps);
            if (steps.isEmpty()) throw Problem.badInput("steps", "must hold a step");
            Texts.between("timeout", timeout, Duration.ofSeconds(1), Duration.ofDays(30));
        }

        public int atMost() {
            return most == null ? USUAL : most;
        }

        @Override
        public List<Step> inner() {
            return steps;
        }
    }

    /**
     * Goes on later: after a time, at a time, or when an event comes. Exactly one of the three is there.
     *
     * @param length {@code for} on the wire: an ISO 8601 duration such as {@code PT2H}, or a template of one
     * @param until a time as RFC 3339 writes it, or a template of one
     */
    @JsonTypeName("wait")
    record Wait(
            String id,
            @JsonProperty("for") @Nullable String length,
            @Nullable String until,
            @Nullable Awaited event,
            @Nullable OnFailure onFailure)
            implements Step {
        public Wait {
            Texts.stepId(id);
            if (Stream.of(length, until, event)
                            .filter(java.util.Objects::nonNull)
                            .count()
                    != 1) throw Problem.badInput("for", "or until or event must be given, and only one of them");
            if (length != null) Texts.duration("for", length);
            if (until != null) Texts.instant("until", until);
        }
    }

    /**
     * @param condition CEL over {@code event}; null for any
     * @param within how long to wait for it, at most 90 days; the step fails with {@code timed-out} after it
     */
    record Awaited(String type, @Nullable String condition, Duration within) {
        public Awaited {
            new Trigger.Event(type);
            if (condition != null) Texts.cel("condition", condition);
            Texts.between("within", within, Duration.ofSeconds(1), Duration.ofDays(90));
        }
    }

    /**
     * Gives variables a value; {@code vars.<name>} in later expressions.
     *
     * @param vars templates by name
     */
    @JsonTypeName("set")
    record Assign(
            String id, Map<String, JsonNode> vars, @Nullable OnFailure onFailure) implements Step {
        public Assign {
            Texts.stepId(id);
            vars = Texts.variables("vars", vars);
            if (vars.isEmpty()) throw Problem.badInput("vars", "must name a variable");
        }
    }

    /**
     * Runs another rule and goes on with its result, {@code steps.<id>.output}.
     *
     * @param input a template of what is {@code trigger} there
     */
    @JsonTypeName("call_rule")
    record CallRule(
            String id,
            UUID rule,
            @Nullable JsonNode input,
            @Nullable Retry retry,
            @Nullable Duration timeout,
            @Nullable OnFailure onFailure)
            implements Step {
        public CallRule {
            Texts.stepId(id);
            if (input != null) Texts.storable("input", input);
            Texts.between("timeout", timeout, Duration.ofSeconds(1), Duration.ofDays(30));
        }
    }
}
