package dev.jarvis.approval.policy;

import dev.jarvis.sdk.Risk;
import java.time.Instant;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A proposed act as a policy sees it.
 *
 * @param risk the higher of the action's and the rule's
 * @param evidence asked for only by a policy that looks at history or confidence, because it reads the database
 */
public record Proposal(
        Risk risk,
        ObjectNode action,
        ObjectNode origin,
        JsonNode input,
        ObjectNode connection,
        Instant at,
        Supplier<Evidence> evidence) {}
