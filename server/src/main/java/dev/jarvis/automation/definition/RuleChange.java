package dev.jarvis.automation.definition;

import dev.jarvis.platform.problem.Input;
import dev.jarvis.sdk.Risk;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What of a rule shall be otherwise; what is absent stays, and what is there takes the old one's place as a whole. */
record RuleChange(
        @Nullable String name,
        @Nullable String description,
        @Nullable Trigger trigger,
        @Nullable List<String> conditions,
        @Nullable Map<String, JsonNode> vars,
        @Nullable List<Step> steps,
        @Nullable Risk risk,
        @Nullable Boolean requiresApproval,
        @Nullable Limits limits) {
    RuleChange {
        if (name != null) name = Input.text("name", name, 200);
        if (description != null) description = Texts.prose("description", description);
    }

    Draft of(Draft now) {
        Definition before = now.definition();
        return new Draft(
                or(name, now.name()),
                or(description, now.description()),
                new Definition(
                        or(trigger, before.trigger()),
                        or(conditions, before.conditions()),
                        or(vars, before.vars()),
                        or(steps, before.steps()),
                        or(risk, before.risk()),
                        or(requiresApproval, before.requiresApproval()),
                        or(limits, before.limits())));
    }

    private static <T> T or(@Nullable T wanted, T now) {
        return wanted == null ? now : wanted;
    }
}
