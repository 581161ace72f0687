package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.Limits;
import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.definition.Rules;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.work.Gate;
import dev.jarvis.platform.work.NewTask;
import dev.jarvis.platform.work.Task;
import dev.jarvis.platform.work.TaskHandler;
import dev.jarvis.platform.work.Verdict;
import dev.jarvis.platform.work.WorkQueue;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Runs as durable tasks: begun, taken up again after a wait or a crash, or given up. */
final class RunTasks implements TaskHandler {
    private final RunEngine engine;
    private final RunStore store;
    private final Rules rules;
    private final Turns turns;
    private final TenantTransactions db;

    RunTasks(RunEngine engine, RunStore store, Rules rules, Turns turns, TenantTransactions db) {
        this.engine = engine;
        this.store = store;
        this.rules = rules;
        this.turns = turns;
        this.db = db;
    }

    /** In the caller's transaction. @return false when it is there already */
    static boolean put(WorkQueue queue, RunStore store, UUID id, RuleVersion version, Begin begin) {
        if (!store.insert(id, version, begin)) return false;
        NewTask task = NewTask.of(version.observatory().value(), id, Run.KIND, "{}");
        queue.put(gate(version).map(task::through).orElse(task));
        return true;
    }

    /** Runs of a rule that may not run at will wait for each other. */
    static Optional<Gate> gate(RuleVersion version) {
        Integer most = version.definition().limits().concurrency();
        return most == null ? Optional.empty() : Optional.of(new Gate("rule:" + version.rule(), most));
    }

    /** Whether a run of it may not begin wherever it comes, because its rule has limits. */
    static boolean waitsItsTurn(RuleVersion version) {
        Limits limits = version.definition().limits();
        return limits.concurrency() != null || limits.perMinute() != null;
    }

    @Override
    public String kind() {
        return Run.KIND;
    }

    @Override
    public Verdict handle(Task task) {
        ObservatoryId observatory = new ObservatoryId(task.observatory());
        record Found(RunStore.Kept run, History history) {}
        Optional<Found> found = db.readInObservatory(
                task.observatory(),
                () -> store.find(observatory, task.id())
                        .filter(kept -> kept.finishedAt() == null)
                        .map(kept -> new Found(kept, History.of(store.steps(observatory, task.id())))));
        if (found.isEmpty()) return Verdict.DONE;
        RunStore.Kept kept = found.get().run;
        Optional<RuleVersion> version = rules.version(observatory, kept.rule(), kept.version());
        if (version.isEmpty()) return Verdict.dead("no-such-rule", "The rule's version is gone.");
        Run run = new Run(observatory, task.id(), version.get(), kept.begin(), task, kept.createdAt());
        Duration left = found.get().history.isEmpty() ? turns.until(run) : Duration.ZERO;
        if (left.isPositive()) return Verdict.again(left, Turns.WAITS);
        return RunEngine.verdict(engine.carryOut(run, found.get().history, false));
    }

    /** Its task is given up: so is the run, and whoever waits for it is told. */
    @Override
    public void bury(Task task, String code, String words) {
        engine.giveUp(new ObservatoryId(task.observatory()), task.id(), StepFailure.of(code, words));
    }
}
