package dev.jarvis.automation.definition;

import dev.jarvis.platform.expression.Environment;
import dev.jarvis.platform.expression.ExpressionRefused;
import dev.jarvis.platform.expression.Expressions;
import dev.jarvis.platform.expression.Mistake;
import dev.jarvis.platform.expression.Template;
import dev.jarvis.platform.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Compiles every expression of a definition where it stands, to find what is wrong with it before it runs. */
final class ExpressionChecks {
    private static final Environment NOTHING = Environment.of(Map.of());

    private final Shapes shapes;
    private final List<FieldError> mistakes = new ArrayList<>();

    private ExpressionChecks(Shapes shapes) {
        this.shapes = shapes;
    }

    /** Every mistake, with its field and, within the text, line and column. */
    static List<FieldError> of(Definition definition, Shapes shapes) {
        ExpressionChecks checks = new ExpressionChecks(shapes);
        Scope scope = Scope.of(shapes.of(definition.trigger()), variables(definition));
        checks.templates("vars", definition.vars(), scope);
        for (int i = 0; i < definition.conditions().size(); i++)
            checks.condition("conditions[" + i + "]", definition.conditions().get(i), scope);
        checks.walk("steps", definition.steps(), scope);
        return checks.mistakes;
    }

    private static Set<String> variables(Definition definition) {
        Stream<String> set = definition
                .allSteps()
                .flatMap(step -> step instanceof Step.Assign assign ? assign.vars().keySet().stream() : Stream.empty());
        return Stream.concat(definition.vars().keySet().stream(), set).collect(Collectors.toSet());
    }

    /** @return what the steps behind may name, too */
    private Scope walk(String path, List<Step> steps, Scope scope) {
        Scope now = scope;
        for (int i = 0; i < steps.size(); i++) now = step(path + "[" + i + "]", steps.get(i), now);
        return now;
    }

    private Scope step(String path, Step step, Scope scope) {
        Scope inner = scope;
        switch (step) {
            case Step.Act act -> act(path + ".input", act, scope);
            case Step.Branch branch -> {
                condition(path + ".if", branch.when(), scope);
                inner = walk(path + ".else", branch.otherwise(), walk(path + ".then", branch.then(), scope));
            }
            case Step.ForEach each -> {
                checked(path + ".items", () -> Expressions.compile(each.items(), scope.environment()));
                walk(path + ".steps", each.steps(), scope.inside());
            }
            case Step.Wait wait -> waits(path, wait, scope);
            case Step.Assign set -> templates(path + ".vars", set.vars(), scope);
            case Step.CallRule call -> {
                if (call.input() != null) template(path + ".input", call.input(), scope);
            }
        }
        return inner.after(step, shapes.output(step));
    }

    private void act(String field, Step.Act act, Scope scope) {
        Template compiled = template(field, act.input(), scope);
        if (compiled != null) mistakes.addAll(Holes.types(field, shapes.input(act), compiled));
    }

    private void waits(String path, Step.Wait wait, Scope scope) {
        if (wait.length() != null) template(path + ".for", text(wait.length()), scope);
        if (wait.until() != null) template(path + ".until", text(wait.until()), scope);
        Step.Awaited event = wait.event();
        if (event == null || event.condition() == null) return;
        String condition = event.condition();
        checked(
                path + ".event.condition",
                () -> Expressions.condition(condition, scope.withEvent(Shapes.event("Event", event.type()))));
    }

    private void condition(String field, String text, Scope scope) {
        checked(field, () -> Expressions.condition(text, scope.environment()));
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    private void templates(String field, Map<String, JsonNode> named, Scope scope) {
        named.forEach((name, json) -> template(field + "." + name, json, scope));
    }

    private @Nullable Template template(String field, JsonNode json, Scope scope) {
        boolean plain = !json.toString().contains("${");
        return checked(field, () -> Template.compile(json, plain ? NOTHING : scope.environment()));
    }

    private <T> @Nullable T checked(String field, Supplier<T> compiling) {
        try {
            return compiling.get();
        } catch (ExpressionRefused refused) {
            for (Mistake mistake : refused.mistakes())
                mistakes.add(new FieldError(Fields.below(field, mistake.pointer()), mistake.words()));
            return null;
        }
    }
}
