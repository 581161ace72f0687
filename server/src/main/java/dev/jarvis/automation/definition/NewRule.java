package dev.jarvis.automation.definition;

import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Omissible;
import dev.jarvis.sdk.Risk;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A rule as it is sent, and as a YAML file holds it; see {@link Definition} for what it does.
 *
 * @param enabled whether it is on at once; false when absent
 */
record NewRule(
        String name,
        @Omissible String description,
        @Omissible Boolean enabled,
        Trigger trigger,
        @Omissible List<String> conditions,
        @Omissible Map<String, JsonNode> vars,
        List<Step> steps,
        @Omissible Risk risk,
        @Omissible Boolean requiresApproval,
        @Omissible Limits limits) {
    NewRule {
        name = Input.text("name", name, 200);
        description = description == null ? "" : Texts.prose("description", description);
        if (enabled == null) enabled = false;
        new Definition(trigger, conditions, vars, steps, risk, requiresApproval, limits);
    }

    Definition definition() {
        return new Definition(trigger, conditions, vars, steps, risk, requiresApproval, limits);
    }
}
