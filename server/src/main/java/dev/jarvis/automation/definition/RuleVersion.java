package dev.jarvis.automation.definition;

import dev.jarvis.observatory.ObservatoryId;
import java.time.Instant;
import java.util.UUID;

/**
 * A rule as it was at one time, ready to run. Immutable and safe for many threads; a run keeps the one it began with.
 *
 * @param number from 1, one higher with each edit
 * @param name as it was then
 * @param savedAt by the database's clock
 */
public record RuleVersion(
        ObservatoryId observatory, UUID rule, long number, String name, Definition definition, Instant savedAt) {}
