package dev.jarvis.approval;

import dev.jarvis.approval.policy.Policies;
import dev.jarvis.approval.policy.Ruling;
import dev.jarvis.approval.policy.Ruling.Ask;
import dev.jarvis.integration.ActionCall;
import dev.jarvis.integration.Calls;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.work.WorkQueue;
import dev.jarvis.sdk.Risk;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The state machine of a request: pending, then approved, rejected, expired or cancelled, once. Each step holds the row,
 * looks at everything as it is now, and writes the state, the ledger, the log and the next task in one transaction.
 */
final class Decisions {
    private final TenantTransactions db;
    private final Requests requests;
    private final Votes votes;
    private final Calls calls;
    private final WorkQueue queue;
    private final DecisionLog log;
    private final Proof proof;
    private final WaitingCalls waiting;
    private final Policies policies;
    private final Proposals proposals;

    Decisions(
            TenantTransactions db,
            Requests requests,
            Votes votes,
            Calls calls,
            WorkQueue queue,
            DecisionLog log,
            Proof proof,
            WaitingCalls waiting,
            Policies policies,
            Proposals proposals) {
        this.db = db;
        this.requests = requests;
        this.votes = votes;
        this.calls = calls;
        this.queue = queue;
        this.log = log;
        this.proof = proof;
        this.waiting = waiting;
        this.policies = policies;
        this.proposals = proposals;
    }

    /** @param version the one that was looked at */
    Request approve(Principal by, UUID id, long version, @Nullable String reason) {
        UUID person = person(by);
        return db.inObservatory(by.observatory().value(), () -> {
            Request request = open(by.observatory(), id, version);
            Standing standing = standing(request);
            insistOnStanding(by, person, request, standing);
            votes.cast(request, person, request.hash(), proof.how(by));
            return counted(by, person, request, standing, reason);
        });
    }

    /** Approved when enough of those who may say yes now have said it to this very payload. */
    private Request counted(Principal by, UUID person, Request request, Standing standing, @Nullable String reason) {
        long yes = votes.cast(request, request.hash()).stream()
                .filter(vote -> standing.includes(vote.user()))
                .count();
        if (yes >= standing.needed()) {
            end(request, "approved", person, proof.how(by), reason);
            log.decided(request, "approved", by, proof.how(by), standing.replacesSecondPerson(person), reason);
            queue.put(DecidedCalls.task(request.observatory(), request.call()));
        }
        return requests.get(request.observatory(), request.id());
    }

    Request reject(Principal by, UUID id, long version, @Nullable String reason) {
        UUID person = person(by);
        return db.inObservatory(by.observatory().value(), () -> {
            Request request = open(by.observatory(), id, version);
            insistOnStanding(by, person, request, standing(request));
            refuse(request, "rejected", by, person, proof.how(by), reason);
            return requests.get(by.observatory(), id);
        });
    }

    /** By whoever proposed it, or by an admin. */
    Request cancel(Principal by, UUID id, long version, @Nullable String reason) {
        return db.inObservatory(by.observatory().value(), () -> {
            Request request = open(by.observatory(), id, version);
            boolean own = by.id().equals(request.origin().id()) || by.id().equals(request.proposer());
            if (!own && !by.role().may(Permission.ADMINISTER))
                throw Problem.forbidden("not-yours", "Only whoever proposed it, or an admin, can cancel it.");
            UUID person = by instanceof Principal.Person one ? one.id() : null;
            refuse(request, "cancelled", by, person, proof.how(by), reason);
            return requests.get(by.observatory(), id);
        });
    }

    /** Because what proposed it is over. @return false when it does not wait any more */
    boolean withdraw(ObservatoryId observatory, UUID call, String reason) {
        return db.inObservatory(observatory.value(), () -> {
            Request found = requests.ofCall(observatory, call).orElse(null);
            if (found == null) return false;
            Request request = requests.locked(observatory, found.id());
            if (!request.pending()) return false;
            refuse(request, "cancelled", new Principal.System(observatory, "Jarvis"), null, "policy", reason);
            return true;
        });
    }

    /** Another input in its place, valid like the first; earlier votes are void, and this counts as the editor's. */
    Request edit(Principal by, UUID id, long version, JsonNode input, @Nullable String reason) {
        UUID person = person(by);
        return db.inObservatory(by.observatory().value(), () -> {
            Request request = open(by.observatory(), id, version);
            Standing standing = standing(request);
            insistOnStanding(by, person, request, standing);
            ActionCall<?, ?, ?> edited = waiting.call(request, requests.withFiles(request, input));
            requests.edit(request, edited, person, ruling(request, edited));
            Request after = requests.get(by.observatory(), id);
            log.edited(after, by);
            votes.cast(after, person, after.hash(), proof.how(by));
            return counted(by, person, after, standing(after), reason);
        });
    }

    /** An edit must not slip past a line that would have refused it, nor past people it would have asked. */
    private @Nullable Ask ruling(Request request, ActionCall<?, ?, ?> edited) {
        Ruling ruling = policies.of(request.observatory()).decide(proposals.of(edited, waiting.origin(request)));
        return switch (ruling) {
            case Ruling.Deny(String line, String reason) ->
                throw Problem.forbidden("denied-by-policy", reason).with("policyLine", line);
            case Ask ask -> ask;
            case Ruling.Allow allow -> null;
        };
    }

    /** Lets another member decide in one's place. */
    Request delegate(Principal by, UUID id, long version, UUID to) {
        UUID person = person(by);
        return db.inObservatory(by.observatory().value(), () -> {
            Request request = open(by.observatory(), id, version);
            Standing standing = standing(request);
            standing.objection(person).ifPresent(Decisions::notYours);
            if (to.equals(request.proposer()))
                throw Problem.badInput("to", "must be somebody else than whose proposal it is");
            if (votes.members(by.observatory()).stream()
                    .noneMatch(member -> member.user().equals(to)))
                throw Problem.badInput("to", "must be a member of this observatory");
            votes.delegate(request, person, to);
            log.delegated(request, by, to);
            return requests.get(by.observatory(), id);
        });
    }

    private Request open(ObservatoryId observatory, UUID id, long version) {
        Request request = requests.locked(observatory, id);
        if (!request.pending()) throw decided(request);
        if (request.expired()) throw expired(request);
        if (request.version() != version)
            throw Problem.conflict(
                            "approval-changed", "It was changed since you looked at it. Look again, then decide.")
                    .with("version", request.version());
        return request;
    }

    static Problem decided(Request request) {
        if (request.state().equals("expired")) return expired(request);
        Problem problem = Problem.conflict("approval-decided", "It is %s already.".formatted(request.state()))
                .with("state", request.state())
                .with("version", request.version());
        if (request.respondedAt() != null) problem = problem.with("decidedAt", request.respondedAt());
        if (request.respondedHow() != null) problem = problem.with("decidedHow", request.respondedHow());
        return request.respondedBy() == null ? problem : problem.with("decidedBy", request.respondedBy());
    }

    private static Problem expired(Request request) {
        return Problem.of(
                        410,
                        "approval-expired",
                        "Nobody decided it in time; it expired at %s.".formatted(request.expiresAt()))
                .with("state", "expired");
    }

    private Standing standing(Request request) {
        return new Standing(request, votes.members(request.observatory()), votes.delegations(request));
    }

    /** Agents and services propose; people decide, by themselves or by a key of their own. */
    private static UUID person(Principal by) {
        return switch (by) {
            case Principal.Person person -> person.id();
            case Principal.Key key
            when key.kind() == Principal.Key.Kind.PERSON -> key.owner().value();
            case Principal.Key key ->
                throw Problem.forbidden("person-needed", "A key of a service or an agent decides nothing.");
            case Principal.System system -> throw Problem.forbidden("person-needed", "Only people decide.");
        };
    }

    private void insistOnStanding(Principal by, UUID person, Request request, Standing standing) {
        standing.objection(person).ifPresent(Decisions::notYours);
        boolean high = request.risk() == Risk.HIGH;
        boolean alone = standing.replacesSecondPerson(person);
        if ((high || alone) && by instanceof Principal.Key)
            throw Problem.forbidden(
                    "person-needed", "A person who is signed in decides this; a key cannot prove who holds it.");
        if (high && !proof.isFresh(by)) throw Proof.needed("This is of high risk.");
        if (alone && !proof.isFresh(by)) throw Proof.needed("Nobody else can approve it.");
    }

    private static void notYours(String why) {
        throw Problem.forbidden("not-yours", why);
    }

    private void refuse(
            Request request, String state, Principal by, @Nullable UUID person, String how, @Nullable String reason) {
        end(request, state, person, how, reason);
        log.decided(request, state, by, how, false, reason);
        close(request, state, state + " by " + by.name(), reason);
    }

    private void close(Request request, String code, String consent, @Nullable String reason) {
        calls.close(request.observatory(), request.call(), "refused", code, reason == null ? "" : reason);
        log.notDone(request, code, consent, reason);
        queue.put(DecidedCalls.task(request.observatory(), request.call()));
    }

    private void end(Request request, String state, @Nullable UUID person, String how, @Nullable String reason) {
        if (!requests.end(request, state, person, how, reason))
            throw decided(requests.get(request.observatory(), request.id()));
        queue.cancel(request.observatory().value(), request.id());
    }

    /**
     * The deadline's own say. Does nothing to what is decided, nor to what has time again.
     *
     * @return when to look again; null when it is over
     */
    java.time.@Nullable Duration lapse(ObservatoryId observatory, UUID id) {
        return db.inObservatory(observatory.value(), () -> {
            Request request = requests.locked(observatory, id);
            if (!request.pending()) return null;
            if (!request.expired())
                return java.time.Duration.between(java.time.Instant.now(), request.expiresAt())
                        .plusMillis(1);
            Principal clock = new Principal.System(observatory, "Deadline");
            return switch (request.atDeadline()) {
                case REJECT -> lapsed(request, clock);
                case ESCALATE -> request.escalatedAt() == null ? escalated(request, clock) : lapsed(request, clock);
                case APPROVE ->
                    request.risk() == Risk.LOW ? approvedByDeadline(request, clock) : lapsed(request, clock);
            };
        });
    }

    private java.time.@Nullable Duration lapsed(Request request, Principal clock) {
        if (!requests.end(request, "expired", null, "deadline", "Nobody decided it in time.")) return null;
        log.decided(request, "expired", clock, "deadline", false, "Nobody decided it in time.");
        close(request, "expired", "expired", "Nobody decided it in time.");
        return null;
    }

    private java.time.@Nullable Duration approvedByDeadline(Request request, Principal clock) {
        if (!requests.end(request, "approved", null, "deadline", null)) return null;
        log.decided(request, "approved", clock, "deadline", false, null);
        queue.put(DecidedCalls.task(request.observatory(), request.call()));
        return null;
    }

    private java.time.Duration escalated(Request request, Principal clock) {
        requests.escalate(request);
        log.escalated(request, clock);
        waiting.tellDeciders(request.observatory());
        return request.within();
    }

    /** Those who may decide it now. */
    Standing standingNow(Request request) {
        return standing(request);
    }

    List<Votes.Vote> votesFor(Request request) {
        return votes.cast(request, request.hash());
    }
}
