package dev.jarvis.approval;

import dev.jarvis.observatory.ObservatoryId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call that had to wait.
 *
 * @param run the run whose step proposed it; null when no rule did
 * @param step the step's id within its rule; null when no rule did
 * @param outcome {@link Outcome.Decided} or {@link Outcome.Refused}, never waiting
 */
public record SettledCall(
        ObservatoryId observatory,
        UUID call,
        @Nullable UUID run,
        @Nullable String step,
        Outcome outcome) {
    public SettledCall {
        if (outcome instanceof Outcome.Waiting) throw new IllegalArgumentException("A call that waits is not settled");
    }
}
