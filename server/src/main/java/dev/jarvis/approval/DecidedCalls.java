package dev.jarvis.approval;

import dev.jarvis.integration.ActionRunner;
import dev.jarvis.integration.Calls;
import dev.jarvis.integration.Consent;
import dev.jarvis.integration.Ran;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.work.NewTask;
import dev.jarvis.platform.work.Task;
import dev.jarvis.platform.work.TaskHandler;
import dev.jarvis.platform.work.Verdict;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries on with a call after people decided: does what was approved, through the same runner as everything else, and
 * tells whoever waits for its end. May be done twice: the ledger then answers, and nothing is sent again.
 */
final class DecidedCalls implements TaskHandler {
    static final String KIND = "call-decided";
    private static final Logger LOG = LoggerFactory.getLogger(DecidedCalls.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final TenantTransactions db;
    private final Requests requests;
    private final Votes votes;
    private final Calls calls;
    private final WaitingCalls waiting;
    private final ActionRunner runner;
    private final DecisionLog log;
    private final ObjectProvider<SettledCalls> listeners;
    private final JsonMapper json;

    DecidedCalls(
            TenantTransactions db,
            Requests requests,
            Votes votes,
            Calls calls,
            WaitingCalls waiting,
            ActionRunner runner,
            DecisionLog log,
            ObjectProvider<SettledCalls> listeners,
            JsonMapper json) {
        this.db = db;
        this.requests = requests;
        this.votes = votes;
        this.calls = calls;
        this.waiting = waiting;
        this.runner = runner;
        this.log = log;
        this.listeners = listeners;
        this.json = json;
    }

    static NewTask task(ObservatoryId observatory, UUID call) {
        return NewTask.of(observatory.value(), UuidV7.next(), KIND, "{\"call\":\"" + call + "\"}");
    }

    /** For one whose end was in doubt and that a person wants sent again. */
    static NewTask again(ObservatoryId observatory, UUID call, String by) {
        String payload = JsonMapper.shared()
                .createObjectNode()
                .put("call", call.toString())
                .put("again", by)
                .toString();
        return NewTask.of(observatory.value(), UuidV7.next(), KIND, payload);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Verdict handle(Task task) {
        ObservatoryId observatory = new ObservatoryId(task.observatory());
        JsonNode payload = json.readTree(task.payload());
        UUID call = UUID.fromString(payload.path("call").asString());
        Calls.Kept kept = db.readInObservatory(observatory.value(), () -> calls.get(observatory, call));
        return switch (kept.state()) {
            case "sending" -> Verdict.again(SOON, "It is being sent.");
            case "waiting" -> carryOn(observatory, call, payload.path("again").asString(""));
            default -> told(observatory, kept);
        };
    }

    /** Nobody will carry on with it, so its end is written; one that is being sent is settled by the ledger. */
    @Override
    public void bury(Task task, String code, String words) {
        ObservatoryId observatory = new ObservatoryId(task.observatory());
        UUID call = UUID.fromString(json.readTree(task.payload()).path("call").asString());
        boolean ended =
                db.inObservatory(observatory.value(), () -> calls.close(observatory, call, "failed", code, words));
        if (ended) told(observatory, db.readInObservatory(observatory.value(), () -> calls.get(observatory, call)));
    }

    private Verdict carryOn(ObservatoryId observatory, UUID call, String again) {
        Optional<Request> request = db.readInObservatory(observatory.value(), () -> requests.ofCall(observatory, call));
        boolean approved = request.isPresent() && request.get().state().equals("approved");
        if (!approved && again.isEmpty()) return Verdict.DONE;
        try {
            run(observatory, call, request.orElse(null), again);
        } catch (Problem problem) {
            if (problem.code().equals("in-flight") || problem.status() == 503)
                return Verdict.again(SOON, problem.detail());
            failed(observatory, call, request.orElse(null), problem);
        }
        return told(observatory, db.readInObservatory(observatory.value(), () -> calls.get(observatory, call)));
    }

    private void run(ObservatoryId observatory, UUID call, @Nullable Request request, String again) {
        if (request == null) {
            Calls.Proposed kept = db.readInObservatory(observatory.value(), () -> calls.proposed(observatory, call));
            Ran ran = runner.run(
                    waiting.call(observatory, call, kept.platform(), kept.integrationId(), kept.action(), kept.input()),
                    new Consent.ByApproval(kept.actor(), call, again));
            LOG.info("call {} was sent again as {} wished: {}", call, again, ran.word());
            return;
        }
        if (!MessageDigest.isEqual(PayloadHash.of(request), request.hash()))
            throw Problem.conflict("payload-changed", "It is not what was approved any more, so nothing was sent.");
        runner.run(
                waiting.call(request, json.readTree(request.payload())),
                new Consent.ByApproval(request.origin(), request.id(), again.isEmpty() ? approvers(request) : again));
    }

    private String approvers(Request request) {
        String names = db.inObservatory(
                request.observatory().value(),
                () -> votes.cast(request, request.hash()).stream()
                        .map(Votes.Vote::name)
                        .collect(Collectors.joining(" and ")));
        return names.isEmpty() ? "the policy at the deadline" : names;
    }

    /** It could not even be begun: the account is gone, the input is refused, the payload is not the approved one. */
    private void failed(ObservatoryId observatory, UUID call, @Nullable Request request, Problem problem) {
        LOG.warn("the approved call {} could not be done: {}", call, problem.detail());
        db.inObservatory(observatory.value(), () -> {
            boolean ended = calls.close(observatory, call, "failed", problem.code(), problem.detail());
            if (ended && request != null)
                log.notDone(request, problem.code(), "approved by " + approvers(request), problem.detail());
        });
    }

    private Verdict told(ObservatoryId observatory, Calls.Kept kept) {
        if (kept.state().equals("waiting") || kept.state().equals("sending")) return Verdict.again(SOON, kept.state());
        Optional<Request> request =
                db.readInObservatory(observatory.value(), () -> requests.ofCall(observatory, kept.id()));
        Outcome outcome = kept.ran(json)
                .<Outcome>map(ran -> new Outcome.Decided(kept.id(), ran))
                .orElseGet(() -> new Outcome.Refused(
                        kept.id(), kept.code(), request.map(Request::line).orElse(""), kept.words()));
        SettledCall settled = new SettledCall(
                observatory,
                kept.id(),
                request.map(Request::run).orElse(null),
                request.map(Request::step).orElse(null),
                outcome);
        listeners.orderedStream().forEach(listener -> listener.settled(settled));
        return Verdict.DONE;
    }
}
