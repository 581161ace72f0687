package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.OnFailure;
import dev.jarvis.automation.definition.Retry;
import dev.jarvis.automation.definition.Step;
import dev.jarvis.platform.expression.EvaluationFailed;
import dev.jarvis.platform.expression.Expression;
import dev.jarvis.platform.expression.Template;
import dev.jarvis.platform.expression.Values;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One walk through the steps of a run, from the first on: what is over is passed by with the output it had, the first that
 * is not is carried out. So a run that was interrupted goes on where its committed steps end. For one thread.
 */
final class Walk {
    private static final int MOST_UNSAVED = 50;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Run run;
    private final Script script;
    private final History history;
    private final Hands hands;
    private final InstantSource clock;
    private final boolean fresh;
    private final ObjectNode steps = JSON.objectNode();
    private final ObjectNode vars = JSON.objectNode();
    private final JsonNode observatory;
    private @Nullable JsonNode last;

    /** What a walk does to the world. */
    interface Hands {
        Acted act(Step.Act step, String path, UUID call, JsonNode input, boolean known);

        /** Begins the run of another rule, once. @return its id */
        UUID begin(Step.CallRule step, String path, UUID id, JsonNode input);

        /** How it ended; waits while it has not. */
        Acted endOf(UUID child);

        /** Takes back what waits for people. @return false when it does not wait for them, or not any more */
        boolean takeBack(UUID call, String reason);

        /** Writes down what is unsaved, while this node still holds the run. */
        void save(History history);
    }

    /** @param fresh whether nothing of the run can be in the ledger yet */
    Walk(
            Run run,
            Script script,
            JsonNode observatory,
            History history,
            Hands hands,
            InstantSource clock,
            boolean fresh) {
        this.run = run;
        this.script = script;
        this.history = history;
        this.hands = hands;
        this.clock = clock;
        this.fresh = fresh;
        this.observatory = observatory;
    }

    Ended go() {
        try {
            for (Expression condition : script.conditions())
                if (!condition.holds(values(Scope.TOP))) return new Ended.Skipped(condition.text());
            script.vars().forEach((name, template) -> vars.set(name, template.evaluate(values(Scope.TOP))));
        } catch (EvaluationFailed e) {
            return new Ended.Failed(StepFailure.of(e), null);
        }
        return switch (all(run.version().definition().steps(), Scope.TOP)) {
            case Next.On on -> new Ended.Succeeded(last);
            case Next.Later(Duration in, String why) ->
                new Ended.Waits(isRunTooLong() ? in : shorter(in, leftOfRun()), why);
            case Next.Stop(StepFailure failure, UUID then) -> new Ended.Failed(failure, then);
        };
    }

    private Next all(List<Step> list, Scope scope) {
        for (Step step : list) {
            Next next = one(step, scope);
            if (!(next instanceof Next.On)) return next;
        }
        return Next.ON;
    }

    private Next one(Step step, Scope scope) {
        StepRow row = history.findOrBegin(scope.path(step), step, clock.instant());
        if (row.isOver() && !(step instanceof Step.Assign)) return concluded(step, row);
        if (row.call() == null && isRunTooLong()) return new Next.Stop(ranTooLong(), null);
        try {
            return switch (step) {
                case Step.Act act -> act(act, row, scope);
                case Step.Branch branch -> branch(branch, row, scope);
                case Step.ForEach each -> each(each, row, scope);
                case Step.Wait wait -> wait(wait, row, scope);
                case Step.Assign assign -> assign(assign, row, scope);
                case Step.CallRule call -> call(call, row, scope);
            };
        } catch (EvaluationFailed e) {
            return failed(step, row, StepFailure.of(e));
        }
    }

    private Next act(Step.Act step, StepRow row, Scope scope) {
        Next pause = pause(row);
        if (row.call() == null && pause != null) return pause;
        if (row.call() == null && isTooLate(step, row)) return failed(step, row, timedOut());
        JsonNode input =
                row.input() != null ? row.input() : script.template(step).evaluate(values(scope));
        if (Weight.isTooMuch(input)) return failed(step, row, tooLarge("input"));
        UUID call = CallIds.of(run.id(), row.path(), row.attempt());
        StepRow calling = row.given(input).calling(call);
        return settle(step, calling, hands.act(step, row.path(), call, input, !fresh || row.call() != null));
    }

    private Next call(Step.CallRule step, StepRow row, Scope scope) {
        Next pause = pause(row);
        if (row.call() == null && pause != null) return pause;
        if (isRunTooLong()) return new Next.Stop(ranTooLong(), null);
        if (isTooLate(step, row)) return failed(step, row, timedOut());
        if (row.call() != null) return settle(step, row, hands.endOf(row.call()));
        JsonNode input = script.hasTemplate(step) ? script.template(step).evaluate(values(scope)) : JSON.objectNode();
        if (Weight.isTooMuch(input)) return failed(step, row, tooLarge("input"));
        UUID child = hands.begin(step, row.path(), CallIds.of(run.id(), row.path(), row.attempt()), input);
        return settle(step, row.given(input).calling(child), hands.endOf(child));
    }

    private Next settle(Step step, StepRow row, Acted acted) {
        return switch (acted) {
            case Acted.Done(JsonNode output) -> finished(step, row, output);
            case Acted.Failed(StepFailure failure) -> failed(step, row, failure);
            case Acted.Waits(Duration in, String why) -> later(step, row, in, why);
        };
    }

    /**
     * What waits for people is taken back when the step's time is over. What was sent is not: somebody has to say what
     * became of it, however long that takes.
     */
    private Next later(Step step, StepRow row, Duration in, String why) {
        boolean over = isTooLate(step, row) || isRunTooLong();
        if (over && row.call() != null && hands.takeBack(row.call(), "The time for it is over."))
            return isRunTooLong() ? new Next.Stop(ranTooLong(), null) : failed(step, row, timedOut());
        Duration next =
                over ? in : shorter(in, left(row.startedAt().plus(step.care().timeout())));
        history.put(row.waiting(clock.instant().plus(next), null));
        return new Next.Later(next, why);
    }

    /** The way taken is kept, so that a later look cannot take the other. */
    private Next branch(Step.Branch step, StepRow row, Scope scope) {
        JsonNode kept = row.input();
        boolean then = kept != null
                ? kept.path("then").asBoolean()
                : script.expression(step).holds(values(scope));
        StepRow taken =
                kept != null ? row : history.put(row.given(JSON.objectNode().put("then", then)));
        return around(step, taken, all(then ? step.then() : step.otherwise(), scope), JSON.booleanNode(then));
    }

    private Next each(Step.ForEach step, StepRow row, Scope scope) {
        JsonNode items =
                row.input() != null ? row.input() : script.expression(step).evaluate(values(scope));
        if (!items.isArray()) return failed(step, row, StepFailure.of("not-a-list", "What to go through is no list."));
        if (items.size() > step.atMost())
            return failed(
                    step,
                    row,
                    StepFailure.of(
                            "too-many",
                            "The list has %d members; at most %d are gone through."
                                    .formatted(items.size(), step.atMost())));
        if (Weight.isTooMuch(items)) return failed(step, row, tooLarge("input"));
        StepRow kept = row.input() != null ? row : history.put(row.given(items));
        ArrayNode outputs = JSON.arrayNode();
        for (int i = 0; i < items.size(); i++) {
            if (isTooLate(step, kept)) return failed(step, kept, timedOut());
            Next next = all(step.steps(), scope.round(step, i, items.get(i)));
            if (!(next instanceof Next.On)) return around(step, kept, next, outputs);
            outputs.add(last == null ? JSON.nullNode() : last);
        }
        return finished(step, kept, outputs);
    }

    /** What the steps inside came to is what the step around them came to, unless it goes on all the same. */
    private Next around(Step step, StepRow row, Next inside, JsonNode output) {
        return switch (inside) {
            case Next.On on -> finished(step, row, output);
            case Next.Later later -> later;
            case Next.Stop(StepFailure failure, UUID then) ->
                step.care().onFailure() instanceof OnFailure.Continue ? failed(step, row, failure) : inside;
        };
    }

    private Next wait(Step.Wait step, StepRow row, Scope scope) {
        if (row.awaits() != null) return heard(step, row, scope);
        if (row.dueAt() != null) return pause(row) instanceof Next.Later later ? later : finished(step, row, null);
        Instant due = due(step, scope);
        if (due == null)
            return failed(step, row, StepFailure.of("no-such-time", "It does not say until when to wait."));
        history.put(row.waiting(due, step.event() == null ? null : step.event().type()));
        if (step.event() != null) hands.save(history);
        return due.isAfter(clock.instant()) ? new Next.Later(left(due), "time") : finished(step, row, null);
    }

    private Next heard(Step.Wait step, StepRow row, Scope scope) {
        if (row.heard() != null)
            for (JsonNode event : row.heard())
                if (!script.hasExpression(step)
                        || script.expression(step).holds(values(scope).with("event", event)))
                    return finished(step, row, event);
        return pause(row) instanceof Next.Later later ? later : failed(step, row, timedOut());
    }

    private @Nullable Instant due(Step.Wait step, Scope scope) {
        if (step.event() != null) return clock.instant().plus(step.event().within());
        String text = script.template(step).evaluate(values(scope)).asString("");
        try {
            return step.length() != null ? clock.instant().plus(Duration.parse(text)) : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Carried out on every walk: it changes nothing but the variables of this one. */
    private Next assign(Step.Assign step, StepRow row, Scope scope) {
        if (row.output() != null) row.output().properties().forEach(var -> vars.set(var.getKey(), var.getValue()));
        if (row.isOver()) return concluded(step, row);
        ObjectNode given = JSON.objectNode();
        for (Map.Entry<String, Template> var : script.assigned(step).entrySet())
            given.set(var.getKey(), var.getValue().evaluate(values(scope)));
        given.properties().forEach(var -> vars.set(var.getKey(), var.getValue()));
        return finished(step, row, given);
    }

    /** What was done stays done; only its answer is not kept. */
    private Next finished(Step step, StepRow row, @Nullable JsonNode output) {
        if (Weight.isTooMuch(output))
            return concluded(step, history.put(row.failed(tooLarge("output"), clock.instant())));
        return concluded(step, history.put(row.done(output, clock.instant())));
    }

    private Next failed(Step step, StepRow row, StepFailure failure) {
        Retry retry = step.care().retry();
        if (failure.kind() != null && retry.covers(failure.kind(), row.attempt())) {
            Duration pause = longer(retry.pause(row.attempt(), ThreadLocalRandom.current()), failure.retryAfter());
            history.put(row.again(failure, clock.instant().plus(pause)));
            return new Next.Later(pause, "the next try");
        }
        return concluded(step, history.put(row.failed(failure, clock.instant())));
    }

    private Next concluded(Step step, StepRow row) {
        if (history.unsaved() > MOST_UNSAVED) hands.save(history);
        last = row.output();
        ObjectNode shown = JSON.objectNode();
        shown.set("output", row.output() == null ? JSON.nullNode() : row.output());
        shown.put("status", row.state().word());
        if (row.problem() != null) shown.set("error", row.problem());
        steps.set(step.id(), shown);
        if (row.state() == StepRow.State.DONE || row.problem() == null) return Next.ON;
        return switch (step.care().onFailure()) {
            case OnFailure.Continue go -> Next.ON;
            case OnFailure.Stop stop -> new Next.Stop(StepFailure.from(row.problem()), null);
            case OnFailure.Call(UUID rule) -> new Next.Stop(StepFailure.from(row.problem()), rule);
        };
    }

    private @Nullable Next pause(StepRow row) {
        Instant due = row.dueAt();
        return due != null && due.isAfter(clock.instant()) ? new Next.Later(left(due), "time") : null;
    }

    private Duration left(Instant due) {
        return Duration.between(clock.instant(), due);
    }

    private boolean isTooLate(Step step, StepRow row) {
        return row.startedAt().plus(step.care().timeout()).isBefore(clock.instant());
    }

    private boolean isRunTooLong() {
        return !leftOfRun().isPositive();
    }

    private Duration leftOfRun() {
        Instant end = run.end();
        return end == null ? ChronoUnit.FOREVER.getDuration() : left(end);
    }

    private static StepFailure ranTooLong() {
        return StepFailure.of("timed-out", "The run took longer than limits.within gives it.");
    }

    private static StepFailure tooLarge(String what) {
        return StepFailure.of(
                what + "-too-large",
                "The step's %s has more than the %d characters that a run keeps of one. Pick out what is needed."
                        .formatted(what, Weight.MOST));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static StepFailure timedOut() {
        return StepFailure.of("timed-out", "It took longer than the step may take.");
    }

    private static Duration longer(Duration one, @Nullable Duration other) {
        return other != null && other.compareTo(one) > 0 ? other : one;
    }

    private Values values(Scope scope) {
        Map<String, JsonNode> bound = new HashMap<>();
        bound.put("trigger", run.begin().trigger());
        bound.put("steps", steps);
        bound.put("vars", vars);
        bound.put("observatory", observatory);
        if (scope.item() != null) bound.put("item", scope.item());
        return Values.of(bound);
    }
}
