package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.observatory.ObservatoryId;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Something that came from outside and begins runs.
 *
 * @param key the sender's own id of it: what comes twice under one key of a hook is kept once
 * @param body as it came
 * @param trigger what the rules' expressions call {@code trigger}
 * @param rules those it begins; may be none
 */
public record Arrival(
        ObservatoryId observatory, UUID hook, String key, String body, JsonNode trigger, List<RuleVersion> rules) {}
