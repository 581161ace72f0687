package dev.jarvis.integration;

import dev.jarvis.activity.Activity;
import dev.jarvis.integration.LapsedCalls.Taken;
import dev.jarvis.platform.db.Restored;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Effect;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Settles what was left in *sending* by a node that died or an answer that got lost: where the action can be looked up, it
 * is, and sent when it is not there; where the platform honours keys, it is sent again with the same key; otherwise it is
 * parked as ambiguous for a person. Never sent again blindly: its sender's lease is over, and a sender that only slept asks
 * for it before its first byte.
 *
 * <p>A platform that cannot be asked now is asked again whenever the lease of this look is over. After {@link #PATIENCE} a
 * person is asked instead.
 */
final class CallRecovery {
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(CallRecovery.class);

    private static final Failure INTERRUPTED = new Failure(
            "interrupted", ErrorKind.NOT_SENT, "Jarvis stopped while this was being looked up. Look again.", 0, null);

    private static final Failure UNKNOWN = new Failure(
            "no-answer",
            ErrorKind.NO_ANSWER,
            "Jarvis stopped while this was being sent; whether the platform has it is not known. Look there before sending it again.",
            0,
            null);

    private static final Failure RESTORED = new Failure(
            "restored",
            ErrorKind.NO_ANSWER,
            "This was being sent when the backup was made that this database came from. Look at the platform before sending it again.",
            0,
            null);

    private final LapsedCalls lapsed;
    private final Catalogue catalogue;
    private final IntegrationManager integrations;
    private final CallLedger ledger;
    private final FileStores files;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Restored restored;

    CallRecovery(
            LapsedCalls lapsed,
            Catalogue catalogue,
            IntegrationManager integrations,
            CallLedger ledger,
            FileStores files,
            JsonMapper json,
            InstantSource clock,
            Restored restored) {
        this.lapsed = lapsed;
        this.catalogue = catalogue;
        this.integrations = integrations;
        this.ledger = ledger;
        this.files = files;
        this.json = json;
        this.clock = clock;
        this.restored = restored;
    }

    /** One round; each call that cannot be settled now stays for the next. */
    void settle() {
        for (LapsedCalls.Found found : lapsed.find()) lapsed.take(found).ifPresent(this::settle);
    }

    private void settle(Taken call) {
        Action<?, ?, ?> action = catalogue.platform(call.platform()).action(call.action());
        Ran ran = whatHappened(call, action);
        if (ran instanceof Ran.Unsettled(Failure reason)) {
            LOG.info("what became of call {} cannot be told yet: {}", call.id(), reason.words());
            return;
        }
        ledger.settled(call, !action.readsOnly(), ran, activity(call, action, ran));
        LOG.info("call {} was left without an end; it is {} now", call.id(), ran.word());
    }

    private <C extends BaseIntegration, I extends Record, O extends Record> Ran whatHappened(
            Taken call, Action<C, I, O> action) {
        if (!action.readsOnly() && restored.covers(call.sendingAt())) return new Ran.Ambiguous(RESTORED);
        return switch (action.effect()) {
            case Effect.Reads<C, I, O> reads -> new Ran.Failed(INTERRUPTED);
            case Effect.Unsafe<C, I, O> unsafe -> new Ran.Ambiguous(UNKNOWN);
            case Effect.Reconcilable<C, I, O> reconcilable -> asked(call, () -> lookedUp(call, action));
            case Effect.Idempotent<C, I, O> idempotent -> asked(call, () -> sentAgain(call, action));
        };
    }

    private Ran asked(Taken call, Supplier<Ran> question) {
        if (!KeptInput.isWhole(call.input())) return new Ran.Ambiguous(UNKNOWN);
        try {
            return question.get();
        } catch (PlatformException e) {
            return later(call, Failure.of(e));
        } catch (RuntimeException e) {
            LOG.warn("what became of call {} could not be asked: {}", call.id(), e.getMessage());
            return later(call, UNKNOWN);
        }
    }

    private Ran later(Taken call, Failure reason) {
        return call.sendingAt().isBefore(clock.instant().minus(PATIENCE))
                ? new Ran.Ambiguous(reason)
                : new Ran.Unsettled(reason);
    }

    /**
     * It is not there, so a refusal now is the end of it; but for one that says it is there after all, and will be found
     * later.
     */
    private <I extends Record, O extends Record> Ran lookedUp(Taken call, Action<?, I, O> action) {
        Optional<O> found = action.find(integration(call), input(call, action), handed(call));
        if (found.isPresent()) return done(found.get());
        try {
            return done(action.run(integration(call), input(call, action), handed(call)));
        } catch (PlatformException e) {
            boolean open = ActionRunner.mayHaveHappened(e) || e.kind() == ErrorKind.CONFLICT;
            return open ? later(call, Failure.of(e)) : new Ran.Failed(Failure.of(e));
        }
    }

    /** A refusal of this try that would have met the first as well is the end of it; any other says nothing of the first. */
    private <I extends Record, O extends Record> Ran sentAgain(Taken call, Action<?, I, O> action) {
        try {
            return done(action.run(integration(call), input(call, action), handed(call)));
        } catch (PlatformException e) {
            return switch (e.kind()) {
                case VALIDATION, NOT_FOUND, PERMANENT -> new Ran.Failed(Failure.of(e));
                case AUTH_EXPIRED,
                        AUTH_REVOKED,
                        SCOPE_MISSING,
                        RATE_LIMITED,
                        QUOTA,
                        CONFLICT,
                        TRANSIENT,
                        NOT_SENT,
                        NO_ANSWER -> later(call, Failure.of(e));
            };
        }
    }

    private Ran done(Record output) {
        return new Ran.Done(json.valueToTree(output));
    }

    private BaseIntegration integration(Taken call) {
        String account = String.valueOf(call.integration());
        return integrations
                .getIntegration(call.observatory(), call.platform(), account)
                .integration();
    }

    private <I extends Record> I input(Taken call, Action<?, I, ?> action) {
        return json.treeToValue(call.input(), action.input());
    }

    private Call handed(Taken call) {
        return new Call(call.id(), call.sendingAt(), files.of(call.observatory()));
    }

    private <I extends Record> Activity activity(Taken call, Action<?, I, ?> action, Ran ran) {
        Optional<Failure> failure = ran.failure();
        return new Activity(
                call.observatory(),
                UuidV7.next(),
                call.integration(),
                action.activityType(),
                call.platform() + "/" + call.action(),
                ran.title(KeptInput.isWhole(call.input()) ? action.headline(input(call, action)) : action.title()),
                failure.map(Failure::words).orElse(""),
                failure.map(known -> Map.of("code", known.code())).orElse(Map.of()),
                ran.status(),
                call.actor(),
                call.consent(),
                call.id(),
                clock.instant());
    }
}
