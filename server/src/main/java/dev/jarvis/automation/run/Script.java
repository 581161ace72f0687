package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.Definition;
import dev.jarvis.automation.definition.Step;
import dev.jarvis.platform.expression.Environment;
import dev.jarvis.platform.expression.Expression;
import dev.jarvis.platform.expression.Expressions;
import dev.jarvis.platform.expression.Template;
import dev.jarvis.platform.expression.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The expressions of a rule's version, compiled. Immutable and safe for many threads. */
final class Script {
    private static final Environment WORDS = Environment.of(Map.of(
            "trigger", Type.ANY,
            "steps", Type.OBJECT,
            "vars", Type.OBJECT,
            "observatory", Type.ANY,
            "item", Type.ANY,
            "event", Type.ANY));

    private final List<Expression> conditions;
    private final Map<String, Template> vars;
    private final Map<String, Expression> expressions = new HashMap<>();
    private final Map<String, Template> templates = new HashMap<>();
    private final Map<String, Map<String, Template>> assigned = new HashMap<>();

    Script(Definition definition) {
        this.conditions = definition.conditions().stream()
                .map(text -> Expressions.condition(text, WORDS))
                .toList();
        this.vars = compiled(definition.vars());
        definition.allSteps().forEach(this::compile);
    }

    private void compile(Step step) {
        switch (step) {
            case Step.Act act -> templates.put(act.id(), Template.compile(act.input(), WORDS));
            case Step.Branch branch -> expressions.put(branch.id(), Expressions.condition(branch.when(), WORDS));
            case Step.ForEach each -> expressions.put(each.id(), Expressions.compile(each.items(), WORDS));
            case Step.Wait wait -> compile(wait);
            case Step.Assign assign -> assigned.put(assign.id(), compiled(assign.vars()));
            case Step.CallRule call -> {
                if (call.input() != null) templates.put(call.id(), Template.compile(call.input(), WORDS));
            }
        }
    }

    private void compile(Step.Wait wait) {
        String time = wait.length() != null ? wait.length() : wait.until();
        if (time != null) templates.put(wait.id(), Template.compile(time, WORDS));
        if (wait.event() != null && wait.event().condition() != null)
            expressions.put(wait.id(), Expressions.condition(wait.event().condition(), WORDS));
    }

    private static Map<String, Template> compiled(Map<String, JsonNode> texts) {
        Map<String, Template> all = new HashMap<>();
        texts.forEach((name, text) -> all.put(name, Template.compile(text, WORDS)));
        return all;
    }

    List<Expression> conditions() {
        return conditions;
    }

    Map<String, Template> vars() {
        return vars;
    }

    Map<String, Template> assigned(Step.Assign step) {
        return Objects.requireNonNull(assigned.get(step.id()));
    }

    boolean hasTemplate(Step step) {
        return templates.containsKey(step.id());
    }

    Template template(Step step) {
        return Objects.requireNonNull(templates.get(step.id()));
    }

    boolean hasExpression(Step step) {
        return expressions.containsKey(step.id());
    }

    Expression expression(Step step) {
        return Objects.requireNonNull(expressions.get(step.id()));
    }
}
