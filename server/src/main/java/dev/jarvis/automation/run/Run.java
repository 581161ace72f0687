package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.work.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run this node holds. Its task has the run's id, and whoever holds the task may write the run.
 *
 * @param createdAt the limits of the rule count from it
 */
record Run(ObservatoryId observatory, UUID id, RuleVersion version, Begin begin, Task task, Instant createdAt) {
    static final String KIND = "run";

    /** When it has taken all the time that its rule gives it; null where the rule gives it any. */
    @Nullable
    Instant end() {
        Duration within = version.definition().limits().within();
        return within == null ? null : createdAt.plus(within);
    }
}
