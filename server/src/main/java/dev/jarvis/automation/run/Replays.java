package dev.jarvis.automation.run;

import dev.jarvis.activity.Actor;
import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.definition.Rules;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.work.WorkQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Does a run again from one of its steps on: what was before keeps its outputs, the rest happens anew in a new run. */
final class Replays {
    private final TenantTransactions db;
    private final RunStore store;
    private final Rules rules;
    private final WorkQueue queue;
    private final RunLog log;

    Replays(TenantTransactions db, RunStore store, Rules rules, WorkQueue queue, RunLog log) {
        this.db = db;
        this.store = store;
        this.rules = rules;
        this.queue = queue;
        this.log = log;
    }

    /**
     * @param fromStep a path of the run's steps; null for all of it
     * @param input in place of what that step was given; null for the same as then. Without a step: of the trigger
     * @throws Problem 404 for another's run, 409 while it goes on, 400 for a step it did not have
     */
    UUID replay(Principal by, UUID id, @Nullable String fromStep, @Nullable JsonNode input) {
        ObservatoryId observatory = by.observatory();
        RunStore.Kept kept = db.readInObservatory(observatory.value(), () -> store.find(observatory, id))
                .orElseThrow(() -> Problem.notFound("run"));
        if (kept.finishedAt() == null)
            throw Problem.conflict("still-running", "This run is not over. Wait until it is, then replay it.");
        RuleVersion version = rules.version(observatory, kept.rule(), kept.version())
                .orElseThrow(() -> Problem.notFound("version of the rule"));
        return db.inObservatory(observatory.value(), () -> {
            List<StepRow> steps = fromStep == null ? List.of() : before(observatory, id, fromStep, input);
            JsonNode trigger =
                    fromStep == null && input != null ? input : kept.begin().trigger();
            UUID again = UuidV7.next();
            Begin begin = Begin.by(Begin.By.REPLAY, trigger, null).replaying(id);
            RunTasks.put(queue, store, again, version, begin);
            store.save(observatory, again, steps);
            log.began(version, again, begin, Actor.of(by));
            return again;
        });
    }

    private List<StepRow> before(ObservatoryId observatory, UUID id, String fromStep, @Nullable JsonNode input) {
        List<StepRow> kept = new ArrayList<>();
        for (StepRow row : store.steps(observatory, id)) {
            if (row.path().equals(fromStep)) {
                if (input != null)
                    kept.add(StepRow.begun(row.path(), row.step(), row.kind(), row.place(), row.startedAt())
                            .given(input));
                return kept;
            }
            if (row.isOver() || fromStep.startsWith(row.path() + "[")) kept.add(row);
        }
        throw Problem.badInput("fromStep", "must be the path of a step that the run had");
    }
}
