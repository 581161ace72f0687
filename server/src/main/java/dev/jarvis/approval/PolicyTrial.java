package dev.jarvis.approval;

import dev.jarvis.approval.policy.Evidence;
import dev.jarvis.approval.policy.Policies;
import dev.jarvis.approval.policy.Policy;
import dev.jarvis.approval.policy.Proposal;
import dev.jarvis.approval.policy.Ruling;
import dev.jarvis.integration.ActionCall;
import dev.jarvis.integration.Calls;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Risk;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Asks a policy about what was proposed before, from the ledger. */
final class PolicyTrial {
    private static final int MOST = 1_000;
    private static final int MOST_SHOWN = 50;
    private static final UUID NOBODY = new UUID(0, 0);

    private final TenantTransactions db;
    private final Calls calls;
    private final WaitingCalls waiting;
    private final Proposals proposals;
    private final Policies policies;
    private final InstantSource clock;

    PolicyTrial(
            TenantTransactions db,
            Calls calls,
            WaitingCalls waiting,
            Proposals proposals,
            Policies policies,
            InstantSource clock) {
        this.db = db;
        this.calls = calls;
        this.waiting = waiting;
        this.proposals = proposals;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * @param looked how many proposals there were
     * @param skipped of accounts that are gone
     * @param decisions how many would be allowed, asked for and denied
     * @param changed those that the policy of today decides otherwise, newest first, 50 at most
     */
    record TrialResult(int looked, int skipped, Map<String, Integer> decisions, List<ChangedDecision> changed) {}

    record ChangedDecision(UUID call, String action, String title, String now, String then, String line) {}

    record ExplainedDecision(
            UUID call, String decision, String line, String reason, double confidence, List<Evidence.Factor> factors) {}

    TrialResult run(ObservatoryId observatory, Policy wanted, int hours) {
        List<Calls.Proposed> past = db.readInObservatory(
                observatory.value(),
                () -> calls.since(observatory, clock.instant().minus(Duration.ofHours(hours)), MOST));
        Policy today = policies.of(observatory);
        Map<String, Integer> decisions = new TreeMap<>(Map.of("allow", 0, "ask", 0, "deny", 0));
        List<ChangedDecision> changed = new ArrayList<>();
        int skipped = 0;
        for (Calls.Proposed one : past) {
            Optional<Proposal> proposal = proposal(observatory, one);
            if (proposal.isEmpty()) {
                skipped++;
                continue;
            }
            Ruling then = wanted.decide(proposal.get());
            Ruling now = today.decide(proposal.get());
            decisions.merge(then.word(), 1, Integer::sum);
            if (!then.word().equals(now.word()) && changed.size() < MOST_SHOWN)
                changed.add(new ChangedDecision(
                        one.id(),
                        one.platform() + "/" + one.action(),
                        one.actor().name(),
                        now.word(),
                        then.word(),
                        then.line()));
        }
        return new TrialResult(past.size(), skipped, decisions, changed);
    }

    ExplainedDecision explain(ObservatoryId observatory, Policy policy, UUID call) {
        Calls.Proposed one = db.readInObservatory(observatory.value(), () -> calls.proposed(observatory, call));
        Proposal proposal = proposal(observatory, one)
                .orElseThrow(
                        () -> Problem.conflict("not-connected", "The account of this call is not connected any more."));
        Ruling ruling = policy.decide(proposal);
        Evidence evidence = proposal.evidence().get();
        return new ExplainedDecision(
                call, ruling.word(), ruling.line(), ruling.words(), evidence.confidence(), evidence.factors());
    }

    private Optional<Proposal> proposal(ObservatoryId observatory, Calls.Proposed one) {
        try {
            ActionCall<?, ?, ?> call =
                    waiting.call(observatory, one.id(), one.platform(), one.integrationId(), one.action(), one.input());
            return Optional.of(proposals.of(call, origin(observatory, one)));
        } catch (Problem gone) {
            return Optional.empty();
        }
    }

    /** The ledger keeps who it was, not by what they came in; a person is taken for one at the dashboard. */
    private static Origin origin(ObservatoryId observatory, Calls.Proposed one) {
        UUID id = Objects.requireNonNullElse(one.actor().id(), NOBODY);
        String name = one.actor().name();
        return switch (one.actor().kind()) {
            case PERSON ->
                new Origin.Person(
                        new Principal.Person(observatory, new UserId(id), name, Role.OPERATOR, NOBODY, false, null));
            case SERVICE -> key(observatory, id, name, Principal.Key.Kind.SERVICE);
            case AGENT -> key(observatory, id, name, Principal.Key.Kind.AGENT);
            case RULE -> new Origin.Rule(id, name, Risk.LOW, false, NOBODY, "");
            case SYSTEM -> new Origin.Upkeep(name);
        };
    }

    private static Origin.Key key(ObservatoryId observatory, UUID id, String name, Principal.Key.Kind kind) {
        return new Origin.Key(
                new Principal.Key(observatory, id, kind, new UserId(NOBODY), name, Role.OPERATOR, Set.of()));
    }
}
