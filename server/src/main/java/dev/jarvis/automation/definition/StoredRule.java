package dev.jarvis.automation.definition;

import dev.jarvis.observatory.ObservatoryId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code automation_rules} with the version that counts, or with another one of its versions. */
record StoredRule(
        UUID id,
        long version,
        Draft draft,
        @Nullable Instant enabledAt,
        Instant createdAt,
        Instant savedAt,
        String savedBy) {
    RuleVersion of(ObservatoryId observatory) {
        return new RuleVersion(observatory, id, version, draft.name(), draft.definition(), savedAt);
    }
}
