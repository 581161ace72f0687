package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.definition.Rules;
import dev.jarvis.automation.definition.Step;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Lane;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.expression.ExpressionRefused;
import dev.jarvis.platform.work.TaskEndings;
import dev.jarvis.platform.work.Verdict;
import dev.jarvis.platform.work.WorkQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Carries out a run this node holds, as far as it comes, and writes down how far that was. */
final class RunEngine {
    private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);
    private static final Duration CHILD_LOOK = Duration.ofMinutes(1);
    private static final int DEEPEST = 8;

    private final Scripts scripts;
    private final Acts acts;
    private final Rules rules;
    private final About about;
    private final RunStore store;
    private final Lane<RunEntry, Boolean> lane;
    private final WorkQueue queue;
    private final TaskEndings endings;
    private final RunLog log;
    private final TenantTransactions db;
    private final InstantSource clock;

    RunEngine(
            Scripts scripts,
            Acts acts,
            Rules rules,
            About about,
            RunStore store,
            Lane<RunEntry, Boolean> lane,
            WorkQueue queue,
            TaskEndings endings,
            RunLog log,
            TenantTransactions db,
            InstantSource clock) {
        this.scripts = scripts;
        this.acts = acts;
        this.rules = rules;
        this.about = about;
        this.store = store;
        this.lane = lane;
        this.queue = queue;
        this.endings = endings;
        this.log = log;
        this.db = db;
        this.clock = clock;
    }

    /** @param fresh whether nothing of it can have happened yet */
    Ended carryOut(Run run, History history, boolean fresh) {
        Ended ended = walk(run, history, fresh);
        boolean written = switch (ended) {
            case Ended.Succeeded(JsonNode output) -> over(run, history, "succeeded", null, output);
            case Ended.Skipped(String condition) ->
                over(run, history, "skipped", StepFailure.of("condition-false", condition), null);
            case Ended.Failed failed -> failed(run, history, failed);
            case Ended.Waits(Duration in, String why) -> waits(run, history, why);
        };
        if (!written) LOG.info("Run {} went to another node; what this one found is not written.", run.id());
        return ended;
    }

    /** The task's own end, for what the run came to. */
    static Verdict verdict(Ended ended) {
        return switch (ended) {
            case Ended.Waits(Duration in, String why) -> Verdict.again(in, why);
            case Ended.Succeeded done -> Verdict.SETTLED;
            case Ended.Skipped skipped -> Verdict.SETTLED;
            case Ended.Failed failed -> Verdict.SETTLED;
        };
    }

    /** Of a run that did not come from the queue: there it goes on. */
    void handOver(Run run, Ended.Waits waits) {
        endings.later(run.task(), waits.in());
    }

    /** As {@link #handOver}, after an error of ours. */
    void abandon(Run run, Throwable error) {
        endings.failed(run.task(), error);
    }

    private Ended walk(Run run, History history, boolean fresh) {
        try {
            Script script = scripts.of(run.version());
            return new Walk(run, script, about.of(run.observatory()), history, new HeldHands(run), clock, fresh).go();
        } catch (ExpressionRefused e) {
            return new Ended.Failed(StepFailure.of("rule-refused", e.mistakes().toString()), null);
        }
    }

    private boolean over(
            Run run, History history, String state, @Nullable StepFailure problem, @Nullable JsonNode output) {
        JsonNode why = problem == null ? null : problem.json();
        boolean awaited = state.equals("succeeded") && rules.awaits(run.observatory(), "run.succeeded");
        if (awaited || run.begin().caller() != null)
            return told(run, history, state, why, output, () -> {
                if (awaited) log.succeeded(run.version(), run.id());
            });
        return lane.put(new RunEntry.Over(run, state, Stored.text(why), Stored.text(output), history.takeUnsaved()));
    }

    /** With its row of the log, and with the run of the rule that is told of it. */
    private boolean failed(Run run, History history, Ended.Failed failed) {
        Optional<RuleVersion> next =
                failed.then() == null ? Optional.empty() : rules.newest(run.observatory(), failed.then());
        return told(run, history, "failed", failed.failure().json(), null, () -> {
            log.failed(run.version(), run.id(), failed.failure());
            next.ifPresent(version -> tell(run, failed, version));
        });
    }

    private boolean told(
            Run run,
            History history,
            String state,
            @Nullable JsonNode problem,
            @Nullable JsonNode output,
            Runnable more) {
        List<StepRow> steps = history.takeUnsaved();
        return db.inObservatory(run.observatory().value(), () -> {
            if (!queue.finish(run.task())) return false;
            store.save(run.observatory(), run.id(), steps);
            store.end(run.observatory(), run.id(), state, problem, output);
            store.count(run.observatory(), run.version().rule(), state);
            Begin.Caller caller = run.begin().caller();
            if (caller != null) queue.wake(run.observatory().value(), caller.run());
            more.run();
            return true;
        });
    }

    private boolean waits(Run run, History history, String why) {
        List<StepRow> steps = history.takeUnsaved();
        return db.inObservatory(run.observatory().value(), () -> {
            if (!queue.holds(run.task())) return false;
            store.save(run.observatory(), run.id(), steps);
            store.waits(run.observatory(), run.id(), why);
            return true;
        });
    }

    void giveUp(ObservatoryId observatory, UUID id, StepFailure failure) {
        db.readInObservatory(observatory.value(), () -> store.find(observatory, id))
                .filter(kept -> kept.finishedAt() == null)
                .ifPresent(kept -> {
                    Optional<RuleVersion> version = rules.version(observatory, kept.rule(), kept.version());
                    db.inObservatory(observatory.value(), () -> giveUp(observatory, id, kept, version, failure));
                });
    }

    private void giveUp(
            ObservatoryId observatory,
            UUID id,
            RunStore.Kept kept,
            Optional<RuleVersion> version,
            StepFailure failure) {
        store.end(observatory, id, "failed", failure.json(), null);
        store.count(observatory, kept.rule(), "failed");
        version.ifPresent(known -> log.failed(known, id, failure));
        Begin.Caller caller = kept.begin().caller();
        if (caller != null) queue.wake(observatory.value(), caller.run());
    }

    private void tell(Run run, Ended.Failed failed, RuleVersion next) {
        JsonNode trigger = JsonNodeFactory.instance
                .objectNode()
                .put("run", run.id().toString())
                .put("rule", run.version().rule().toString())
                .set("error", failed.failure().json());
        Begin begin = Begin.by(Begin.By.RULE, trigger, "failure of " + run.id())
                .atDepth(run.begin().depth() + 1);
        if (begin.depth() <= DEEPEST) RunTasks.put(queue, store, UuidV7.next(), next, begin);
    }

    /** Acts for one run, as long as this node holds it. */
    private final class HeldHands implements Walk.Hands {
        private final Run run;

        HeldHands(Run run) {
            this.run = run;
        }

        @Override
        public Acted act(Step.Act step, String path, UUID call, JsonNode input, boolean known) {
            return acts.act(run, step, path, call, input, known);
        }

        @Override
        public UUID begin(Step.CallRule step, String path, UUID id, JsonNode input) {
            Begin begin = Begin.by(Begin.By.RULE, input, null)
                    .atDepth(run.begin().depth() + 1)
                    .calledBy(run.id(), path);
            if (begin.depth() <= DEEPEST)
                rules.newest(run.observatory(), step.rule()).ifPresent(version -> put(id, version, begin));
            return id;
        }

        private void put(UUID id, RuleVersion version, Begin begin) {
            db.inObservatory(run.observatory().value(), () -> {
                RunTasks.put(queue, store, id, version, begin);
            });
        }

        @Override
        public Acted endOf(UUID child) {
            var kept = db.readInObservatory(run.observatory().value(), () -> store.find(run.observatory(), child));
            if (kept.isEmpty())
                return new Acted.Failed(StepFailure.of(
                        "not-begun", "The rule was deleted, or more than %d rules led to it.".formatted(DEEPEST)));
            if (kept.get().finishedAt() == null) return new Acted.Waits(CHILD_LOOK, "run " + child);
            JsonNode problem = kept.get().problem();
            return kept.get().state().equals("succeeded") || problem == null
                    ? new Acted.Done(kept.get().output())
                    : new Acted.Failed(StepFailure.from(problem));
        }

        @Override
        public boolean takeBack(UUID call, String reason) {
            return acts.takeBack(run, call, reason);
        }

        @Override
        public void save(History history) {
            List<StepRow> steps = history.takeUnsaved();
            db.inObservatory(run.observatory().value(), () -> {
                if (queue.holds(run.task())) store.save(run.observatory(), run.id(), steps);
            });
        }
    }
}
