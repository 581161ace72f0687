package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.work.Task;
import java.util.UUID;

/** A run this node holds. Its task has the run's id, and whoever holds the task may write the run. */
record Run(ObservatoryId observatory, UUID id, RuleVersion version, Begin begin, Task task) {
    static final String KIND = "run";
}
