package dev.jarvis.approval;

import dev.jarvis.approval.policy.Evidence;
import dev.jarvis.approval.policy.Policies;
import dev.jarvis.approval.policy.Policy;
import dev.jarvis.approval.policy.Proposal;
import dev.jarvis.approval.policy.Ruling;
import dev.jarvis.integration.ActionCall;
import dev.jarvis.integration.ActionRunner;
import dev.jarvis.integration.Calls;
import dev.jarvis.integration.Consent;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.work.WorkQueue;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one door: every act of a person, a rule or an agent is submitted here, is decided by policy, and runs only with the
 * consent that comes of it.
 *
 * <pre>{@code
 * switch (approvals.submit(call, Origin.of(principal))) { ... }
 * }</pre>
 *
 * <p>Safe for many threads. Blocks while the platform answers; call it with no transaction open. A call whose id the ledger
 * knows is answered from the ledger and not sent again, so a step that is done again after a crash meets its own end.
 */
public final class Approvals {
    private final Policies policies;
    private final Proposals proposals;
    private final ActionRunner runner;
    private final Refusals refusals;
    private final TenantTransactions db;
    private final Calls calls;
    private final Requests requests;
    private final WorkQueue queue;
    private final DecisionLog log;
    private final ApprovalNotices notices;
    private final Decisions decisions;
    private final Proof proof;
    private final JsonMapper json;

    Approvals(
            Policies policies,
            Proposals proposals,
            ActionRunner runner,
            Refusals refusals,
            TenantTransactions db,
            Calls calls,
            Requests requests,
            WorkQueue queue,
            DecisionLog log,
            ApprovalNotices notices,
            Decisions decisions,
            Proof proof,
            JsonMapper json) {
        this.policies = policies;
        this.proposals = proposals;
        this.runner = runner;
        this.refusals = refusals;
        this.db = db;
        this.calls = calls;
        this.requests = requests;
        this.queue = queue;
        this.log = log;
        this.notices = notices;
        this.decisions = decisions;
        this.proof = proof;
        this.json = json;
    }

    /**
     * Decides and, where it is allowed, does.
     *
     * @throws Problem 403 {@code step-up-needed}; 409 {@code not-connected}, or {@code in-flight} while this very call is
     *     being sent; 503 when the database is away
     */
    public <O extends Record> Outcome submit(ActionCall<?, ?, O> call, Origin origin) {
        if (origin instanceof Origin.Upkeep(String reason))
            return new Outcome.Decided(call.id(), runner.run(call, new Consent.BySystem(reason)));
        Policy policy = policies.of(call.observatory());
        Proposal proposal = proposals.of(call, origin);
        return switch (decide(policy, proposal, origin)) {
            case Ruling.Allow(String line, boolean stepUp) -> allowed(call, origin, line, stepUp);
            case Ruling.Ask ask ->
                ask(call, origin, ask, policy.version(), proposal.evidence().get());
            case Ruling.Deny(String line, String reason) -> refuse(call, origin, line, reason);
        };
    }

    /** A rule may ask for people where the policy would not; never the other way round. */
    private static Ruling decide(Policy policy, Proposal proposal, Origin origin) {
        Ruling ruling = policy.decide(proposal);
        return ruling instanceof Ruling.Allow && origin instanceof Origin.Rule rule && rule.asks()
                ? Ruling.Ask.usual("the-rule-asks", "The rule wants people asked before it acts.")
                : ruling;
    }

    private <O extends Record> Outcome allowed(ActionCall<?, ?, O> call, Origin origin, String line, boolean stepUp) {
        if (stepUp && !(origin instanceof Origin.Person(Principal.Person person) && proof.isFresh(person)))
            throw Proof.needed("The policy allows this to a person who proved who they are.");
        try {
            return new Outcome.Decided(call.id(), runner.run(call, consent(origin, line)));
        } catch (Problem problem) {
            if (!problem.code().equals("call-waiting")) throw problem;
            return known(call);
        }
    }

    private static Consent consent(Origin origin, String line) {
        return switch (origin) {
            case Origin.Person person -> new Consent.ByPerson(person.actor(), line);
            case Origin.Key(Principal.Key key) ->
                key.kind() == Principal.Key.Kind.PERSON
                        ? new Consent.ByPerson(origin.actor(), line)
                        : new Consent.ByPolicy(origin.actor(), line);
            case Origin.Rule rule -> new Consent.ByPolicy(rule.actor(), line);
            case Origin.Upkeep upkeep -> new Consent.BySystem(upkeep.reason());
        };
    }

    /** The call, the request, its deadline and its row in the log stand or fall together. */
    private Outcome ask(ActionCall<?, ?, ?> call, Origin origin, Ruling.Ask ask, long version, Evidence known) {
        Outcome outcome = db.inObservatory(call.observatory().value(), () -> {
            if (!calls.waiting(call, origin.actor())) return null;
            UUID id = UuidV7.next();
            Instant until = requests.insert(id, call, origin, ask, version, known);
            queue.put(Deadlines.task(call.observatory(), id, until));
            log.asked(call, origin, id, ask.line(), ask.reason(), until);
            notices.somethingWaits(call.observatory());
            return new Outcome.Waiting(call.id(), id, until);
        });
        return outcome == null ? known(call) : outcome;
    }

    private Outcome refuse(ActionCall<?, ?, ?> call, Origin origin, String line, String reason) {
        return refusals.record(call, origin, line, reason)
                ? new Outcome.Refused(call.id(), "denied-by-policy", line, reason)
                : known(call);
    }

    /** What became of a call that was submitted before. */
    private Outcome known(ActionCall<?, ?, ?> call) {
        return db.readInObservatory(call.observatory().value(), () -> {
            Calls.Kept kept = calls.get(call.observatory(), call.id());
            return switch (kept.state()) {
                case "waiting" ->
                    requests.ofCall(call.observatory(), call.id())
                            .<Outcome>map(one -> new Outcome.Waiting(call.id(), one.id(), one.expiresAt()))
                            .orElseThrow(() -> inFlight(call));
                case "refused" -> new Outcome.Refused(call.id(), kept.code(), "", kept.words());
                default -> new Outcome.Decided(call.id(), kept.ran(json).orElseThrow(() -> inFlight(call)));
            };
        });
    }

    private static Problem inFlight(ActionCall<?, ?, ?> call) {
        return ActionAnswers.inFlight(call.id());
    }

    /**
     * Takes a proposal back because what proposed it is over.
     *
     * @return false when it does not wait any more
     */
    public boolean withdraw(ObservatoryId observatory, UUID call, String reason) {
        return decisions.withdraw(observatory, call, reason);
    }

    /** What would be decided, without doing it and without a trace. */
    public Preview preview(ActionCall<?, ?, ?> call, Origin origin) {
        if (origin instanceof Origin.Upkeep) return new Preview("allow", "upkeep", "");
        Ruling ruling = decide(policies.of(call.observatory()), proposals.of(call, origin), origin);
        return new Preview(ruling.word(), ruling.line(), ruling.words());
    }

    /** @param decision {@code allow}, {@code ask} or {@code deny} */
    public record Preview(String decision, String line, String reason) {}
}
