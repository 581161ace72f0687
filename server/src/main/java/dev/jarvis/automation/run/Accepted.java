package dev.jarvis.automation.run;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An arrival that is committed.
 *
 * @param delivery its id; of the first one when it came before
 * @param again whether it came before, and nothing new began
 */
public record Accepted(UUID delivery, boolean again, List<BegunRun> runs) {
    /** @param result completes when the run is over or waits; absent when it is not done at once by this node */
    public record BegunRun(UUID run, UUID rule, @Nullable CompletableFuture<Result> result) {}

    /** @param state as of {@code GET /api/runs/{id}} */
    public record Result(
            UUID run,
            String state,
            @Nullable JsonNode output,
            @Nullable JsonNode problem) {}
}
