package dev.jarvis.automation.firing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule with a schedule while it is on, in one version: a row of {@code schedules}.
 *
 * @param until when another version or nothing took its place; null while it counts
 * @param reached everything due until then was dealt with
 */
record Activation(
        UUID id, UUID rule, long version, @Nullable Instant until, Instant reached) {}
