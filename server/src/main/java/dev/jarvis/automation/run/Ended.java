package dev.jarvis.automation.run;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How one walk through a run's steps ended. */
sealed interface Ended {
    /** @param output of the last step */
    record Succeeded(@Nullable JsonNode output) implements Ended {}

    /** A condition of the rule did not hold. */
    record Skipped(String condition) implements Ended {}

    /** @param then the rule that is told; null where none is */
    record Failed(StepFailure failure, @Nullable UUID then) implements Ended {}

    /** It goes on after a time, or when it is woken. */
    record Waits(Duration in, String why) implements Ended {}
}
