package dev.jarvis.automation.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jarvis.sdk.Risk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A rule as callers see it; see {@link Definition} for what it does.
 *
 * @param version the number to send as {@code If-Match} with a change
 * @param enabledAt since when it is on; null while it is off
 * @param savedBy who made this version, as they were called then
 */
public record Rule(
        UUID id,
        String name,
        String description,
        boolean enabled,
        @Nullable Instant enabledAt,
        long version,
        Trigger trigger,
        List<String> conditions,
        @JsonInclude Map<String, JsonNode> vars,
        List<Step> steps,
        Risk risk,
        boolean requiresApproval,
        Limits limits,
        Instant createdAt,
        Instant savedAt,
        String savedBy) {
    static Rule of(StoredRule stored) {
        Definition definition = stored.draft().definition();
        return new Rule(
                stored.id(),
                stored.draft().name(),
                stored.draft().description(),
                stored.enabledAt() != null,
                stored.enabledAt(),
                stored.version(),
                definition.trigger(),
                definition.conditions(),
                definition.vars(),
                definition.steps(),
                definition.risk(),
                definition.requiresApproval(),
                definition.limits(),
                stored.createdAt(),
                stored.savedAt(),
                stored.savedBy());
    }
}
