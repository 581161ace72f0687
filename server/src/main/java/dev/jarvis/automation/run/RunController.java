package dev.jarvis.automation.run;

import dev.jarvis.activity.Actor;
import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.definition.Rules;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.work.DeadLetters;
import dev.jarvis.platform.work.DeadLetters.DeadLetter;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs: looked at, begun by hand, tried without effect, replayed; and the tasks that were given up. */
@RestController
final class RunController {
    private static final Set<String> STATES =
            Set.of("running", "waiting", "succeeded", "failed", "skipped", "cancelled");

    private final RunHistory history;
    private final Runs runs;
    private final Replays replays;
    private final Trying trying;
    private final Rules rules;
    private final DeadLetters letters;
    private final TenantTransactions db;

    RunController(
            RunHistory history,
            Runs runs,
            Replays replays,
            Trying trying,
            Rules rules,
            DeadLetters letters,
            TenantTransactions db) {
        this.history = history;
        this.runs = runs;
        this.replays = replays;
        this.trying = trying;
        this.rules = rules;
        this.letters = letters;
        this.db = db;
    }

    /** @param fromStep a step's path; null for the whole run. @param input in place of that step's, or of the trigger */
    record WantedReplay(@Nullable String fromStep, @Nullable JsonNode input) {}

    /** @param trigger what the rule's expressions call so; an empty object when null */
    record SampleTrigger(@Nullable JsonNode trigger) {
        JsonNode given() {
            return trigger == null ? JsonNodeFactory.instance.objectNode() : trigger;
        }
    }

    record BegunByHand(UUID run) {}

    @GetMapping("/api/runs")
    Page<RunHistory.RunItem> list(
            Principal caller,
            @RequestParam @Nullable UUID rule,
            @RequestParam @Nullable String state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam @Nullable String cursor) {
        if (state != null && !STATES.contains(state))
            throw Problem.badInput("state", "must be one of " + String.join(", ", STATES));
        return history.list(caller.observatory(), rule, state, Input.between("limit", limit, 1, Page.MOST), cursor);
    }

    @GetMapping("/api/runs/{id}")
    RunHistory.WholeRun get(Principal caller, @PathVariable UUID id) {
        return history.get(caller.observatory(), id);
    }

    @PostMapping("/api/runs/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    BegunByHand replay(Principal caller, @PathVariable UUID id, @RequestBody WantedReplay wanted) {
        return new BegunByHand(replays.replay(caller, id, wanted.fromStep, wanted.input));
    }

    /** Begins the newest version, whether it is switched on or not. */
    @PostMapping("/api/rules/{id}/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    BegunByHand run(Principal caller, @PathVariable UUID id, @RequestBody SampleTrigger sample) {
        RuleVersion version = newest(caller, id);
        return db.inObservatory(
                caller.observatory().value(),
                () -> new BegunByHand(
                        runs.start(version, Begin.by(Begin.By.MANUAL, sample.given(), null), Actor.of(caller))
                                .orElseThrow()));
    }

    @PostMapping("/api/rules/{id}/dry-run")
    Trying.Tried dryRun(Principal caller, @PathVariable UUID id, @RequestBody SampleTrigger sample) {
        return trying.run(newest(caller, id), sample.given());
    }

    private RuleVersion newest(Principal caller, UUID rule) {
        return rules.newest(caller.observatory(), rule).orElseThrow(() -> Problem.notFound("rule"));
    }

    @GetMapping("/api/work/dead-letters")
    Page<DeadLetter> deadLetters(
            Principal caller, @RequestParam(defaultValue = "50") int limit, @RequestParam @Nullable UUID cursor) {
        Input.between("limit", limit, 1, Page.MOST);
        UUID observatory = caller.observatory().value();
        List<DeadLetter> found = db.readInObservatory(observatory, () -> letters.list(observatory, cursor, limit + 1));
        return Page.of(found, limit, last -> last.id().toString());
    }

    @PostMapping("/api/work/dead-letters/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replayDeadLetter(Principal caller, @PathVariable UUID id) {
        UUID observatory = caller.observatory().value();
        boolean found = db.inObservatory(observatory, () -> {
            runs.reopen(caller.observatory(), id);
            return letters.replay(observatory, id);
        });
        if (!found) throw Problem.notFound("dead letter");
    }
}
