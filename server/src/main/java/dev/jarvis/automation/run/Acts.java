package dev.jarvis.automation.run;

import dev.jarvis.approval.Approvals;
import dev.jarvis.approval.Origin;
import dev.jarvis.approval.Outcome;
import dev.jarvis.approval.ProposedCalls;
import dev.jarvis.automation.definition.Step;
import dev.jarvis.integration.Calls;
import dev.jarvis.integration.Ran;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A step's act, through the one door; after a crash or a wait, what the ledger knows of it comes first. */
final class Acts {
    /** How often a call is looked at whose end somebody else will tell; the telling is what usually comes first. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Duration LOOK_AT_DOUBT = Duration.ofMinutes(1);

    private final ProposedCalls proposals;
    private final Approvals approvals;
    private final Calls calls;
    private final TenantTransactions db;
    private final InstantSource clock;

    Acts(ProposedCalls proposals, Approvals approvals, Calls calls, TenantTransactions db, InstantSource clock) {
        this.proposals = proposals;
        this.approvals = approvals;
        this.calls = calls;
        this.db = db;
        this.clock = clock;
    }

    /** @param known whether the ledger may have the call already */
    Acted act(Run run, Step.Act step, String path, UUID call, JsonNode input, boolean known) {
        Optional<Calls.Kept> kept = known ? find(run, call) : Optional.empty();
        if (kept.isEmpty()) return submit(run, step, call, input);
        boolean look = kept.get().effect().equals("reads") && kept.get().output() == null;
        return look && kept.get().state().equals("done")
                ? submit(run, step, CallIds.of(run.id(), path, (int) run.task().epoch() << 8), input)
                : ofLedger(kept.get());
    }

    /** @return false when it does not wait for people, or not any more */
    boolean takeBack(Run run, UUID call, String reason) {
        return approvals.withdraw(run.observatory(), call, reason);
    }

    /** What would be decided, and what would be done; nothing is. */
    PlannedAct plan(Run run, Step.Act step, JsonNode input) {
        var call = proposals.propose(run.id(), run.observatory(), step.platform(), step.verb(), step.account(), input);
        Approvals.Preview preview = approvals.preview(call, origin(run, step));
        return new PlannedAct(
                step.id(),
                call.name(),
                call.connection().accountName(),
                call.headline(),
                call.action().effect().word(),
                preview.decision(),
                preview.line());
    }

    /** One outside effect of a dry run. */
    record PlannedAct(
            String step, String action, String account, String title, String effect, String decision, String line) {}

    private Optional<Calls.Kept> find(Run run, UUID call) {
        return db.readInObservatory(run.observatory().value(), () -> calls.find(run.observatory(), call));
    }

    private Acted submit(Run run, Step.Act step, UUID id, JsonNode input) {
        try {
            var call = proposals.propose(id, run.observatory(), step.platform(), step.verb(), step.account(), input);
            return ofDoor(approvals.submit(call, origin(run, step)));
        } catch (Problem refused) {
            return ofRefusal(refused);
        } catch (PlatformException e) {
            return new Acted.Failed(new StepFailure("needs-reauth", e.words(), e.kind(), e.retryAfter()));
        }
    }

    /** Trouble of our own is no end of a run: the ledger is asked again, and the call is made if it has none. */
    private static Acted ofRefusal(Problem refused) {
        if (refused.code().equals("in-flight")) return new Acted.Waits(LOOK, "its call is under way");
        return refused.status() == 503
                ? new Acted.Waits(LOOK, "Jarvis could not carry it out: " + refused.code())
                : new Acted.Failed(StepFailure.of(refused));
    }

    private static Origin origin(Run run, Step.Act step) {
        var version = run.version();
        return new Origin.Rule(
                version.rule(),
                version.name(),
                version.definition().risk(),
                version.definition().requiresApproval(),
                run.id(),
                step.id());
    }

    private Acted ofDoor(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Decided(UUID id, Ran.Done(JsonNode output)) -> new Acted.Done(output);
            case Outcome.Decided(UUID id, Ran.Failed(var failure)) -> new Acted.Failed(StepFailure.of(failure));
            case Outcome.Decided(UUID id, Ran.Unsettled(var failure)) ->
                new Acted.Waits(LOOK, "whether it happened is found out");
            case Outcome.Decided(UUID id, Ran.Ambiguous(var failure)) ->
                new Acted.Waits(LOOK_AT_DOUBT, "whether it happened is not known");
            case Outcome.Waiting(UUID id, UUID approval, Instant until) ->
                new Acted.Waits(until(until), "approval " + approval);
            case Outcome.Refused(UUID id, String code, String line, String reason) ->
                new Acted.Failed(StepFailure.of(code, reason));
        };
    }

    private Duration until(Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline).plus(LOOK_AT_DOUBT);
        return left.compareTo(LOOK) < 0 ? LOOK : left;
    }

    private static Acted ofLedger(Calls.Kept call) {
        return switch (call.state()) {
            case "done" -> new Acted.Done(call.output());
            case "failed", "refused" -> new Acted.Failed(failure(call));
            case "ambiguous" -> new Acted.Waits(LOOK_AT_DOUBT, "whether it happened is not known");
            case "waiting" -> new Acted.Waits(LOOK_AT_DOUBT, "approval");
            default -> new Acted.Waits(LOOK, "its call is under way");
        };
    }

    private static StepFailure failure(Calls.Kept call) {
        JsonNode problem = call.problem();
        return problem == null ? StepFailure.of(call.state(), "The ledger says no more.") : StepFailure.from(problem);
    }
}
