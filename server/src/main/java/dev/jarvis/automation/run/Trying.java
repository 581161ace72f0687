package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.definition.Step;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.work.Task;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A dry run: every expression is evaluated over a sample, every outside effect is named, and nothing is done. An act
 * answers nothing then, so what later steps would make of its answer cannot be shown.
 */
final class Trying {
    private final Scripts scripts;
    private final Acts acts;
    private final About about;

    Trying(Scripts scripts, Acts acts, About about) {
        this.scripts = scripts;
        this.acts = acts;
        this.about = about;
    }

    /** @param outcome succeeded, skipped, failed or waiting: where the walk came to */
    record Tried(
            String outcome,
            @Nullable JsonNode problem,
            List<Acts.PlannedAct> effects,
            List<RunHistory.StepItem> steps) {}

    Tried run(RuleVersion version, JsonNode trigger) {
        UUID id = UuidV7.next();
        Task nobody = new Task(version.observatory().value(), id, Run.KIND, "{}", 1, id, 0);
        Run run = new Run(
                version.observatory(), id, version, Begin.by(Begin.By.MANUAL, trigger, null), nobody, Instant.now());
        Pretence pretence = new Pretence(run);
        History history = new History();
        Ended ended = walk(run, pretence, history).go();
        return new Tried(
                word(ended),
                problem(ended),
                pretence.effects,
                history.takeUnsaved().stream().map(RunHistory::shown).toList());
    }

    private Walk walk(Run run, Pretence pretence, History history) {
        Script script = scripts.of(run.version());
        return new Walk(run, script, about.of(run.observatory()), history, pretence, InstantSource.system(), true);
    }

    private static String word(Ended ended) {
        return switch (ended) {
            case Ended.Succeeded done -> "succeeded";
            case Ended.Skipped skipped -> "skipped";
            case Ended.Failed failed -> "failed";
            case Ended.Waits waits -> "waiting";
        };
    }

    private static @Nullable JsonNode problem(Ended ended) {
        return switch (ended) {
            case Ended.Succeeded done -> null;
            case Ended.Skipped(String condition) ->
                StepFailure.of("condition-false", condition).json();
            case Ended.Failed(StepFailure failure, UUID then) -> failure.json();
            case Ended.Waits(var in, String why) -> StepFailure.of("waits", why).json();
        };
    }

    /** Does nothing and says so. */
    private final class Pretence implements Walk.Hands {
        private final Run run;
        private final List<Acts.PlannedAct> effects = new ArrayList<>();

        Pretence(Run run) {
            this.run = run;
        }

        @Override
        public Acted act(Step.Act step, String path, UUID call, JsonNode input, boolean known) {
            try {
                effects.add(acts.plan(run, step, input));
                return new Acted.Done(JsonNodeFactory.instance.objectNode().put("dryRun", true));
            } catch (Problem refused) {
                return new Acted.Failed(StepFailure.of(refused));
            }
        }

        @Override
        public UUID begin(Step.CallRule step, String path, UUID id, JsonNode input) {
            return id;
        }

        @Override
        public Acted endOf(UUID child) {
            return new Acted.Done(JsonNodeFactory.instance.objectNode().put("dryRun", true));
        }

        @Override
        public boolean takeBack(UUID call, String reason) {
            return true;
        }

        @Override
        public void save(History history) {}
    }
}
