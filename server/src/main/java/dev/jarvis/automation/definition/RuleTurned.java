package dev.jarvis.automation.definition;

import dev.jarvis.observatory.ObservatoryId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * News: which version of a rule counts from now on. Published inside the transaction of the change, so that what a listener
 * writes stands or falls with it.
 *
 * @param now null when the rule is off
 */
public record RuleTurned(
        ObservatoryId observatory,
        UUID rule,
        String name,
        @Nullable RuleVersion now) {}
