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
 * @param runs those that are over; skips are those a condition ended
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
        @Nullable Instant lastSuccessAt,
        long runs,
        long successes,
        long failures,
        long skips) {
    /** What its runs came to: those that are over. */
    record Fared(
            @Nullable Instant lastRunAt,
            @Nullable Instant lastSuccessAt,
            long runs,
            long successes,
            long failures,
            long skips) {}

    static RuleItem of(StoredRule stored, @Nullable Instant nextAt, Fared fared) {
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
                fared.lastRunAt,
                fared.lastSuccessAt,
                fared.runs,
                fared.successes,
                fared.failures,
                fared.skips);
    }
}
