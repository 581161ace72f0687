package dev.jarvis.automation.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a step is tried, how long it may take, and what happens when it fails for good. */
public record Care(Retry retry, Duration timeout, OnFailure onFailure) {
    private static final Duration USUAL_TIMEOUT = Duration.ofDays(7);

    static Care of(@Nullable Retry retry, @Nullable Duration timeout, @Nullable OnFailure onFailure) {
        return new Care(
                retry == null ? Retry.NONE : retry,
                timeout == null ? USUAL_TIMEOUT : timeout,
                onFailure == null ? new OnFailure.Stop() : onFailure);
    }
}
