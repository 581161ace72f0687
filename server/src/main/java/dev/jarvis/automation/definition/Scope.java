package dev.jarvis.automation.definition;

import dev.jarvis.platform.expression.Environment;
import dev.jarvis.platform.expression.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an expression at one place of a rule may name: the trigger, the steps before it, the variables that the rule sets
 * anywhere, and around it the item of a for-each.
 */
record Scope(Type trigger, Map<String, Type> steps, Type vars, boolean inLoop) {
    private static final Type OBSERVATORY = Type.record(
            "Observatory",
            Map.of(
                    "id",
                    Type.TEXT,
                    "name",
                    Type.TEXT,
                    "timezone",
                    Type.TEXT,
                    "locale",
                    Type.TEXT,
                    "currency",
                    Type.TEXT));

    static Scope of(Type trigger, Set<String> vars) {
        Map<String, Type> named = vars.stream().collect(Collectors.toMap(name -> name, _ -> Type.ANY));
        return new Scope(trigger, Map.of(), Type.record("Vars", named), false);
    }

    Scope after(Step step, Type output) {
        Map<String, Type> more = new LinkedHashMap<>(steps);
        more.put(
                step.id(),
                Type.record("Step." + step.id(), Map.of("output", output, "error", Type.ANY, "status", Type.TEXT)));
        return new Scope(trigger, more, vars, inLoop);
    }

    Scope inside() {
        return new Scope(trigger, steps, vars, true);
    }

    /** Made for each text: most rules have few, and none is made twice. */
    Environment environment() {
        Map<String, Type> all = new LinkedHashMap<>();
        all.put("trigger", trigger);
        all.put("steps", Type.record("Steps", steps));
        all.put("vars", vars);
        all.put("observatory", OBSERVATORY);
        if (inLoop) all.put("item", Type.ANY);
        return Environment.of(all);
    }

    /** Of a wait for an event. */
    Environment withEvent(Type event) {
        return environment().with("event", event);
    }
}
