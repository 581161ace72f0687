package dev.jarvis.automation.firing;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.definition.Rules;
import dev.jarvis.automation.definition.Trigger;
import dev.jarvis.automation.schedule.Misfire;
import dev.jarvis.automation.schedule.Occurrence;
import dev.jarvis.automation.schedule.Overlap;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.work.Task;
import dev.jarvis.platform.work.TaskHandler;
import dev.jarvis.platform.work.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Fires schedules. One task a schedule, due when its next occurrence is; each round deals with all that came due since the
 * last one, in one transaction with the runs it starts. A round that is done twice, on however many nodes, finds the labels
 * of the first.
 */
final class ScheduleTasks implements TaskHandler {
    static final String KIND = "schedule";

    /** How many occurrences one transaction deals with; a longer backlog takes several. */
    private static final int PAGE = 500;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final TenantTransactions db;
    private final ScheduleTable table;
    private final Rules rules;
    private final Engine engine;
    private final ScheduleLog log;
    private final Supplier<Instant> clock;

    /** @param clock the database's, asked inside the transaction */
    ScheduleTasks(
            TenantTransactions db,
            ScheduleTable table,
            Rules rules,
            Engine engine,
            ScheduleLog log,
            Supplier<Instant> clock) {
        this.db = db;
        this.table = table;
        this.rules = rules;
        this.engine = engine;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Verdict handle(Task task) {
        ObservatoryId observatory = new ObservatoryId(task.observatory());
        return version(observatory, task.id())
                .map(version -> db.<Verdict>inObservatory(
                        task.observatory(),
                        () -> table.lock(observatory, task.id())
                                .map(now -> new Round(now, version).go())
                                .orElse(Verdict.DONE)))
                .orElse(Verdict.DONE);
    }

    /** Looked up before the transaction: inside it would take a second connection, and many together all there are. */
    private Optional<RuleVersion> version(ObservatoryId observatory, UUID schedule) {
        return db.readInObservatory(observatory.value(), () -> table.find(observatory, schedule))
                .flatMap(kept -> rules.version(observatory, kept.rule(), kept.version()));
    }

    /** One look at one schedule, inside its transaction. */
    private final class Round {
        private final Activation activation;
        private final RuleVersion version;
        private final Trigger.Schedule trigger;
        private final Instant now = clock.get();

        Round(Activation activation, RuleVersion version) {
            this.activation = activation;
            this.version = version;
            this.trigger = (Trigger.Schedule) version.definition().trigger();
        }

        Verdict go() {
            List<Occurrence> page = page();
            Instant reached =
                    page.isEmpty() ? activation.reached() : page.getLast().at();
            deal(page, reached);
            boolean waiting = !queued();
            Occurrence next = next(reached);
            table.reach(version.observatory(), activation.id(), reached, activation.until() == null ? next : null);
            if (next != null && isDue(next)) return Verdict.again(Duration.ZERO, "more are due");
            if (waiting) return Verdict.again(sooner(next), "an earlier run goes on");
            if (next == null || activation.until() != null) return Verdict.DONE;
            return Verdict.again(Duration.between(now, next.at()), "until the next occurrence");
        }

        /** Never cut between two labels of one instant: what is reached is an instant. */
        private List<Occurrence> page() {
            List<Occurrence> page = new ArrayList<>();
            trigger.parsed()
                    .after(activation.reached(), trigger.region())
                    .takeWhile(this::isDue)
                    .takeWhile(one ->
                            page.size() < PAGE || one.at().equals(page.getLast().at()))
                    .forEach(page::add);
            return page;
        }

        private boolean isDue(Occurrence occurrence) {
            return !occurrence.at().isAfter(now)
                    && (activation.until() == null || !occurrence.at().isAfter(activation.until()));
        }

        private @Nullable Occurrence next(Instant reached) {
            return trigger.parsed().after(reached, trigger.region()).findFirst().orElse(null);
        }

        /** One whose time is over runs only what was on time when an edit took its place. */
        private void deal(List<Occurrence> page, Instant reached) {
            boolean ended = activation.until() != null;
            String reason =
                    !ended ? "missed" : table.isOn(version.observatory(), activation.rule()) ? "replaced" : "disabled";
            Misfire misfire = ended ? new Misfire.Skip() : trigger.misfire();
            Due due = Due.of(
                    page, trigger.parsed().after(reached, trigger.region()).takeWhile(this::isDue), misfire, now);
            due.missed().forEach(one -> skip(one, reason));
            for (Occurrence one : due.run())
                if (reason.equals("disabled")) skip(one, reason);
                else fire(one);
        }

        private void fire(Occurrence occurrence) {
            boolean free =
                    trigger.overlap() == Overlap.ALLOW || engine.unfinished(version.observatory(), version.rule()) == 0;
            if (free) start(occurrence);
            else if (trigger.overlap() == Overlap.SKIP) skip(occurrence, "overlap");
            else insert(occurrence, "queued", null);
        }

        private void start(Occurrence occurrence) {
            if (insert(occurrence, "started", null)) begin(occurrence);
        }

        private void begin(Occurrence occurrence) {
            String key = occurrence.label() + "#" + activation.version();
            engine.start(version, Engine.Reason.SCHEDULE, trigger(occurrence), key, 0)
                    .ifPresent(run -> table.started(version.observatory(), activation, occurrence.label(), run));
            if (occurrence.moved()) log.moved(version, occurrence, now);
        }

        private void skip(Occurrence occurrence, String reason) {
            if (insert(occurrence, "skipped", reason)) log.skipped(version, occurrence, reason, now);
        }

        private boolean insert(Occurrence occurrence, String state, @Nullable String reason) {
            return table.insert(version.observatory(), activation, occurrence, state, reason);
        }

        /** @return whether none waits any more */
        private boolean queued() {
            if (trigger.overlap() != Overlap.QUEUE) return true;
            List<Occurrence> waiting = table.queued(version.observatory(), activation);
            if (waiting.isEmpty()) return true;
            if (engine.unfinished(version.observatory(), version.rule()) > 0) return false;
            begin(waiting.getFirst());
            return waiting.size() == 1;
        }

        private Duration sooner(@Nullable Occurrence next) {
            if (next == null) return LOOK_AGAIN;
            Duration until = Duration.between(now, next.at());
            return until.compareTo(LOOK_AGAIN) < 0 ? until : LOOK_AGAIN;
        }

        private JsonNode trigger(Occurrence occurrence) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", "schedule")
                    .put("label", occurrence.label())
                    .put("due", occurrence.at().toString())
                    .put("zone", trigger.zone())
                    .put("note", occurrence.note());
        }
    }
}
