package dev.jarvis.automation.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a rule may use; null for no limit of its own.
 *
 * @param concurrency runs carried out at the same time, 1 to 10,000; more wait their turn. One that waits is not counted
 * @param perMinute runs begun in a minute that its first run begins, 1 to 600,000; more wait their turn
 * @param within how long one run may take in all, at most 90 days; then it fails, and what waits for people is taken back
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Limits(
        @Nullable Integer concurrency,
        @Nullable Integer perMinute,
        @Nullable Duration within) {
    public static final Limits NONE = new Limits(null, null, null);

    public Limits {
        if (concurrency != null && (concurrency < 1 || concurrency > 10_000))
            throw Problem.badInput("concurrency", "must be from 1 to 10000");
        if (perMinute != null && (perMinute < 1 || perMinute > 600_000))
            throw Problem.badInput("perMinute", "must be from 1 to 600000");
        Texts.between("within", within, Duration.ofSeconds(1), Duration.ofDays(90));
    }
}
