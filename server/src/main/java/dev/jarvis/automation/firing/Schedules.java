package dev.jarvis.automation.firing;

import dev.jarvis.automation.definition.RuleTurned;
import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.definition.Trigger;
import dev.jarvis.automation.schedule.Occurrence;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.work.NewTask;
import dev.jarvis.platform.work.WorkQueue;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.event.EventListener;

/** Begins and ends schedules with their rules, in the transaction of the change. */
final class Schedules {
    private final ScheduleTable table;
    private final WorkQueue queue;
    private final Supplier<Instant> clock;

    Schedules(ScheduleTable table, WorkQueue queue, Supplier<Instant> clock) {
        this.table = table;
        this.queue = queue;
        this.clock = clock;
    }

    /** What was due before is still dealt with under the version that counted then. */
    @EventListener
    void turned(RuleTurned news) {
        Instant now = clock.get();
        for (UUID ended : table.end(news.observatory(), news.rule(), now))
            queue.wake(news.observatory().value(), ended);
        RuleVersion version = news.now();
        if (version != null && version.definition().trigger() instanceof Trigger.Schedule trigger)
            begin(news.observatory(), version, trigger, now);
    }

    /** The first occurrence lies strictly after the change. */
    private void begin(ObservatoryId observatory, RuleVersion version, Trigger.Schedule trigger, Instant now) {
        Activation fresh = new Activation(UuidV7.next(), version.rule(), version.number(), null, now);
        Occurrence next =
                trigger.parsed().after(now, trigger.region()).findFirst().orElse(null);
        table.begin(observatory, fresh, next);
        if (next != null)
            queue.put(NewTask.of(observatory.value(), fresh.id(), ScheduleTasks.KIND, "{}")
                    .at(next.at()));
    }
}
