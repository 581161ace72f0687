package dev.jarvis.integration;

import dev.jarvis.activity.Activity;
import dev.jarvis.platform.db.LastUses;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.ActivityEntry;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Effect;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs one act: commits *sending*, makes the call with no transaction open, commits the end with its row of the log. A call
 * whose end it does not learn stays in *sending*; once its lease is over {@link CallRecovery} finds out.
 *
 * <p>Called by the approval room alone. Safe for many threads; blocks the calling (virtual) thread for as long as the
 * platform takes.
 */
public final class ActionRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ActionRunner.class);
    private static final long FIRST_EPOCH = 1;

    private final IntegrationManager integrations;
    private final CallLedger ledger;
    private final InFlight inFlight;
    private final TenantTransactions db;
    private final Calls calls;
    private final FileStores files;
    private final LastUses uses;
    private final JsonMapper json;
    private final InstantSource clock;

    ActionRunner(
            IntegrationManager integrations,
            CallLedger ledger,
            InFlight inFlight,
            TenantTransactions db,
            Calls calls,
            FileStores files,
            LastUses uses,
            JsonMapper json,
            InstantSource clock) {
        this.integrations = integrations;
        this.ledger = ledger;
        this.inFlight = inFlight;
        this.db = db;
        this.calls = calls;
        this.files = files;
        this.uses = uses;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Runs it; or, when the ledger knows a call of this id, answers what became of that one without sending anything.
     *
     * @throws Problem 409 {@code not-connected} when the connection ended meanwhile, {@code in-flight} when this very call is
     *     being sent, 503 when the database is away; the platform was not called then
     */
    public <O extends Record> Ran run(ActionCall<?, ?, O> call, Consent consent) {
        if (!inFlight.begin(call.observatory(), call.id())) throw stillBeingSent(call);
        try {
            if (ledger.sending(call, consent)) return sent(call, consent);
            return earlier(call).orElseGet(() -> sent(onFreshConnection(call, consent), consent));
        } finally {
            inFlight.end(call.id());
        }
    }

    private <O extends Record> Ran sent(ActionCall<?, ?, O> call, Consent consent) {
        uses.note("integrations", call.observatory().value(), call.connection().id());
        Queue<ActivityEntry> told = new ConcurrentLinkedQueue<>();
        ActivityCollector collector = told::add;
        if (!inFlight.mayLeave(call.id())) throw stillBeingSent(call);
        Ran ran = ScopedValue.where(ActivityCollector.CURRENT, collector).call(() -> act(call));
        if (!(ran instanceof Ran.Unsettled)) finish(call, consent, ran, told);
        return ran;
    }

    /** What happened has happened, whether it could be written or not: whoever waits for it is told so. */
    private void finish(ActionCall<?, ?, ?> call, Consent consent, Ran ran, Queue<ActivityEntry> told) {
        try {
            if (!ledger.finished(call, FIRST_EPOCH, ran, activity(call, consent, ran, told)))
                LOG.warn("call {} was taken over by another node while it ran; its end stands there", call.id());
            inFlight.settled(call.id());
        } catch (RuntimeException e) {
            LOG.error(
                    "what became of call {} ({}) could not be written; it stays in sending until it is settled",
                    call.id(),
                    ran.word(),
                    e);
        }
    }

    private Optional<Ran> earlier(ActionCall<?, ?, ?> call) {
        Optional<Calls.Kept> kept =
                db.readInObservatory(call.observatory().value(), () -> calls.find(call.observatory(), call.id()));
        switch (kept.map(Calls.Kept::state).orElse("")) {
            case "sending" -> throw stillBeingSent(call);
            case "waiting" -> throw Problem.conflict("call-waiting", "This very call waits for people to decide.");
            default -> {}
        }
        return kept.flatMap(one -> one.ran(json));
    }

    private static Problem stillBeingSent(ActionCall<?, ?, ?> call) {
        return Problem.conflict("in-flight", "This very call is being sent. What becomes of it is not known yet.")
                .retryAfter(Duration.ofSeconds(5))
                .with("callId", call.id());
    }

    /** One more try with the connection as it is now: another node may just have stored fresh credentials. */
    private <O extends Record> ActionCall<?, ?, O> onFreshConnection(ActionCall<?, ?, O> call, Consent consent) {
        integrations.stale(call.observatory());
        ActionCall<?, ?, O> again = call.on(integrations.getIntegration(
                call.observatory(),
                call.connection().platform(),
                call.connection().id().toString()));
        if (ledger.sending(again, consent)) return again;
        throw Problem.conflict("not-connected", "The connection changed just now. Nothing was sent; try again.");
    }

    private <O extends Record> Ran act(ActionCall<?, ?, O> call) {
        Call handed = new Call(call.id(), clock.instant(), files.of(call.observatory()));
        Departure departure = new Departure();
        try {
            O output = ScopedValue.where(Departure.CURRENT, departure).call(() -> call.run(handed));
            return new Ran.Done(json.valueToTree(output));
        } catch (PlatformException e) {
            if (departure.happened() && mayHaveHappened(e)) return afterNoAnswer(call, handed, e);
            noteRefusal(call, e);
            return new Ran.Failed(Failure.of(e));
        } catch (RuntimeException e) {
            LOG.error("the connector of {} failed in call {}", call.name(), call.id(), e);
            Failure fault = Failure.fault(call.connection().platform());
            return departure.happened() ? new Ran.Ambiguous(fault) : new Ran.Failed(fault);
        }
    }

    /** What it says about the connection is worth keeping, and not worth the answer of this act. */
    private void noteRefusal(ActionCall<?, ?, ?> call, PlatformException refusal) {
        try {
            integrations.refused(call.connection(), refusal);
        } catch (RuntimeException e) {
            LOG.warn("what the refusal of call {} says about its connection could not be kept", call.id(), e);
        }
    }

    /**
     * A lost answer; a gateway's or server's failure, which may have come after the effect (503 says it was not tried); or a
     * yes whose words cannot be read. A yes whose words are known to mean no is a refusal.
     */
    static boolean mayHaveHappened(PlatformException e) {
        if (e.status() / 100 == 2) return e.kind() != ErrorKind.NOT_FOUND && e.kind() != ErrorKind.VALIDATION;
        return switch (e.status()) {
            case 500, 502, 504 -> true;
            default -> e.kind() == ErrorKind.NO_ANSWER;
        };
    }

    /** Asks once more in the way the effect allows; what that does not tell is left to {@link CallRecovery}. */
    private <O extends Record> Ran afterNoAnswer(ActionCall<?, ?, O> call, Call handed, PlatformException lost) {
        return switch (call.action().effect()) {
            case Effect.Reads<?, ?, O> reads -> new Ran.Failed(Failure.of(lost));
            case Effect.Unsafe<?, ?, O> unsafe -> new Ran.Ambiguous(Failure.of(lost));
            case Effect.Reconcilable<?, ?, O> reconcilable -> told(call, lost, () -> call.find(handed));
            case Effect.Idempotent<?, ?, O> idempotent -> told(call, lost, () -> Optional.of(call.run(handed)));
        };
    }

    private <O extends Record> Ran told(
            ActionCall<?, ?, O> call, PlatformException lost, Supplier<Optional<O>> askedAgain) {
        try {
            Optional<O> found = askedAgain.get();
            if (found.isPresent()) return new Ran.Done(json.valueToTree(found.get()));
        } catch (RuntimeException e) {
            LOG.info("what became of call {} is not known yet: {}", call.id(), e.getMessage());
        }
        return new Ran.Unsettled(Failure.of(lost));
    }

    private Activity activity(ActionCall<?, ?, ?> call, Consent consent, Ran ran, Queue<ActivityEntry> told) {
        Map<String, String> metadata = new TreeMap<>();
        told.forEach(entry -> metadata.putAll(entry.metadata()));
        metadata.put("account", call.connection().accountName());
        ran.failure().ifPresent(failure -> metadata.put("code", failure.code()));
        return new Activity(
                call.observatory(),
                UuidV7.next(),
                call.connection().id(),
                call.action().activityType(),
                call.name(),
                ran.title(told.stream()
                        .map(ActivityEntry::title)
                        .reduce((first, last) -> last)
                        .orElseGet(call::headline)),
                ran.failure().map(Failure::words).orElse(""),
                metadata,
                ran.status(),
                consent.actor(),
                consent.words(),
                call.id(),
                now());
    }

    private Instant now() {
        return clock.instant();
    }
}
