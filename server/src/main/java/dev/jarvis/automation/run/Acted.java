package dev.jarvis.automation.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a step that acts got from the door. */
sealed interface Acted {
    record Done(@Nullable JsonNode output) implements Acted {}

    record Failed(StepFailure failure) implements Acted {}

    /** Not decided, or not known: the run is woken when it is, and looks by itself after {@code in}. */
    record Waits(Duration in, String why) implements Acted {}
}
