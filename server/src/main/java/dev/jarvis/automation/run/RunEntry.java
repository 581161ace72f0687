package dev.jarvis.automation.run;

import dev.jarvis.observatory.ObservatoryId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the batched path writes of runs. */
sealed interface RunEntry {
    ObservatoryId observatory();

    /** What is answered when it was written. */
    UUID id();

    /**
     * Something came from outside: kept once by the sender's key, together with the runs it begins. These are held by this
     * node already, but for those that wait at a gate.
     */
    record Came(
            ObservatoryId observatory, UUID id, UUID hook, String key, String body, String runs, List<NewRun> begins)
            implements RunEntry {}

    /** @param owner who holds it at once; null to wait for its turn */
    record NewRun(
            ObservatoryId observatory,
            UUID id,
            UUID rule,
            long version,
            String trigger,
            UUID delivery,
            String gate,
            int width,
            @Nullable UUID owner) {}

    /** A run is over, and nobody waits for it. Written only by the node that holds it. */
    record Over(
            Run run,
            String state,
            @Nullable String problem,
            @Nullable String output,
            List<StepRow> steps) implements RunEntry {
        @Override
        public ObservatoryId observatory() {
            return run.observatory();
        }

        @Override
        public UUID id() {
            return run.id();
        }
    }
}
