package dev.jarvis.automation.definition;

import dev.jarvis.sdk.Risk;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule in a list.
 *
 * @param when what starts it, in words
 * @param steps how many in all
 * @param nextAt of a schedule that is on
 */
record RuleItem(
        UUID id,
        String name,
        String description,
        boolean enabled,
        long version,
        Trigger trigger,
        String when,
        @Nullable Instant nextAt,
        Risk risk,
        boolean requiresApproval,
        long steps,
        Instant createdAt,
        Instant savedAt,
        @Nullable Instant lastRunAt,
        long runs,
        long successes,
        long failures) {
    static RuleItem of(
            StoredRule stored,
            @Nullable Instant nextAt,
            @Nullable Instant lastRunAt,
            long runs,
            long successes,
            long failures) {
        Definition definition = stored.draft().definition();
        return new RuleItem(
                stored.id(),
                stored.draft().name(),
                stored.draft().description(),
                stored.enabledAt() != null,
                stored.version(),
                definition.trigger(),
                definition.trigger().words(),
                nextAt,
                definition.risk(),
                definition.requiresApproval(),
                definition.allSteps().count(),
                stored.createdAt(),
                stored.savedAt(),
                lastRunAt,
                runs,
                successes,
                failures);
    }
}
