package dev.jarvis.automation.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jarvis.platform.problem.Omissible;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Risk;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a rule does, as its author wrote it. Immutable; checked by itself as far as it can be without looking at
 * connections, schemas and other rules, which {@link Rules} does when it is saved.
 *
 * @param conditions CEL over {@code trigger}, {@code vars} and {@code observatory}; all must be true
 * @param vars templates of variables that are set before the first step
 * @param steps 1 to 200 in all, nested at most 5 deep
 * @param risk a step's risk is the higher of this and the action's; {@code low} when absent
 * @param requiresApproval whether a person is asked before each act, whatever policy says; false when absent
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Definition(
        Trigger trigger,
        @Omissible List<String> conditions,
        @Omissible Map<String, JsonNode> vars,
        List<Step> steps,
        @Omissible Risk risk,
        @Omissible Boolean requiresApproval,
        @Omissible Limits limits) {
    private static final int MOST_STEPS = 200;
    private static final int DEEPEST = 5;

    public Definition {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        if (conditions.size() > 20) throw Problem.badInput("conditions", "must have at most 20 members");
        for (int i = 0; i < conditions.size(); i++) Texts.cel("conditions[" + i + "]", conditions.get(i));
        vars = vars == null ? Map.of() : Texts.variables("vars", vars);
        steps = List.copyOf(steps);
        checkSteps(steps);
        if (risk == null) risk = Risk.LOW;
        if (requiresApproval == null) requiresApproval = false;
        if (limits == null) limits = Limits.NONE;
    }

    /** Every step at every depth, in the order they stand. */
    public Stream<Step> allSteps() {
        return steps.stream().flatMap(Step::all);
    }

    /** The types of events that it begins with or waits for. */
    public Stream<String> awaited() {
        Stream<String> begins = trigger instanceof Trigger.Event(String type) ? Stream.of(type) : Stream.empty();
        return Stream.concat(
                begins,
                allSteps()
                        .flatMap(step -> step instanceof Step.Wait wait && wait.event() != null
                                ? Stream.of(wait.event().type())
                                : Stream.empty()));
    }

    private static void checkSteps(List<Step> steps) {
        List<Step> all = steps.stream().flatMap(Step::all).toList();
        if (all.isEmpty()) throw Problem.badInput("steps", "must hold a step");
        if (all.size() > MOST_STEPS) throw Problem.badInput("steps", "must have at most 200 members in all");
        if (depth(steps) > DEEPEST) throw Problem.badInput("steps", "must be nested at most 5 deep");
        Set<String> seen = new HashSet<>();
        for (Step step : all)
            if (!seen.add(step.id()))
                throw Problem.badInput(
                        "steps", "has two steps with the id %s; ids are unique in a rule".formatted(step.id()));
    }

    private static int depth(List<Step> steps) {
        return steps.stream().mapToInt(step -> 1 + depth(step.inner())).max().orElse(0);
    }
}
