package dev.jarvis.approval;

/**
 * Hears the end of every call that did not end at once: one that waited for a person, and one whose end was in doubt and
 * that a person settled. Each bean of this type is told at least once, in a durable task of the call's observatory, so it
 * must not mind hearing the same twice.
 *
 * <pre>{@code
 * @Bean
 * SettledCalls continueRuns(Runs runs) {
 *     return runs::settled;
 * }
 * }</pre>
 */
@FunctionalInterface
public interface SettledCalls {
    /** An exception has it told again later. */
    void settled(SettledCall call);
}
