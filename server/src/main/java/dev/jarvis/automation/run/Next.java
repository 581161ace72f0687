package dev.jarvis.automation.run;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a walk goes after a step. */
sealed interface Next {
    Next ON = new On();

    /** To the step behind it. */
    record On() implements Next {}

    /** Nowhere now: the run waits, and no thread with it. */
    record Later(Duration in, String why) implements Next {}

    /** The run fails. @param then the rule that is told; null where none is */
    record Stop(StepFailure failure, @Nullable UUID then) implements Next {}
}
