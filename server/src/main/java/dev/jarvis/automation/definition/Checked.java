package dev.jarvis.automation.definition;

import dev.jarvis.automation.schedule.Occurrence;
import dev.jarvis.platform.problem.Problem.FieldError;
import java.time.Instant;
import java.util.List;

/**
 * What looking at a rule found, for its author to see before saving.
 *
 * @param errors in the order of the fields; none when the rule may be saved
 * @param when the trigger in words
 * @param next the first times a schedule would run, at most five; none for another trigger
 */
record Checked(List<FieldError> errors, String when, List<Instant> next) {
    private static final int SHOWN = 5;

    static Checked of(List<FieldError> errors, Trigger trigger, Instant now) {
        return new Checked(errors, trigger.words(), next(trigger, now));
    }

    private static List<Instant> next(Trigger trigger, Instant now) {
        return trigger instanceof Trigger.Schedule schedule
                ? schedule.parsed()
                        .after(now, schedule.region())
                        .limit(SHOWN)
                        .map(Occurrence::at)
                        .toList()
                : List.of();
    }
}
