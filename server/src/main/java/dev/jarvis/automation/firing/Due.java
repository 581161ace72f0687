package dev.jarvis.automation.firing;

import dev.jarvis.automation.schedule.Misfire;
import dev.jarvis.automation.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which of a page of due occurrences run, and which are written down as skipped. What is late by no more than
 * {@link #ON_TIME} is on time: a restart takes that long. Anything older was missed, and the misfire policy decides.
 */
record Due(List<Occurrence> run, List<Occurrence> missed) {
    static final Duration ON_TIME = Duration.ofSeconds(30);

    /** @param later all that are due after the page, in order; looked at no further than the policy needs */
    static Due of(List<Occurrence> page, Stream<Occurrence> later, Misfire misfire, Instant now) {
        Instant cut = now.minus(ON_TIME);
        long beyond = later.limit(misfire.reach() + 1L)
                .takeWhile(occurrence -> occurrence.at().isBefore(cut))
                .count();
        List<Occurrence> late = page.stream()
                .filter(occurrence -> occurrence.at().isBefore(cut))
                .toList();
        List<Occurrence> run = new ArrayList<>();
        List<Occurrence> missed = new ArrayList<>();
        for (int i = 0; i < late.size(); i++) {
            int newer = late.size() - 1 - i + (int) beyond;
            (misfire.runs(late.get(i).at(), now, newer) ? run : missed).add(late.get(i));
        }
        run.addAll(page.subList(late.size(), page.size()));
        return new Due(run, missed);
    }
}
