package dev.jarvis.integration;

import dev.jarvis.activity.Activity;
import dev.jarvis.integration.LedgerEntry.Verdict;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Lane;
import dev.jarvis.platform.db.Lane.LaneBroken;
import dev.jarvis.platform.db.Lane.LaneFull;
import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The ledger of effects: what is being sent and what became of it, committed before anybody is told. */
final class CallLedger implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String UNKNOWN =
            "The database does not answer, so it is not known whether this call was kept. If it was, it is"
                    + " still carried out: look at GET /api/calls/{callId} before you send it anew, or repeat it with its Idempotency-Key.";

    private final Lane<LedgerEntry, Verdict> lane;
    private final JsonMapper json;

    CallLedger(Lane<LedgerEntry, Verdict> lane, JsonMapper json) {
        this.lane = lane;
        this.json = json;
    }

    /**
     * Commits that the call is about to leave.
     *
     * @return false when the connection changed meanwhile; nothing was written then
     */
    boolean sending(ActionCall<?, ?, ?> call, Consent consent) {
        KeptInput kept = KeptInput.of(call.input());
        return put(new LedgerEntry.Sending(
                        call.observatory(),
                        call.id(),
                        call.connection().id(),
                        call.connection().credentialVersion(),
                        call.connection().platform(),
                        call.action().id(),
                        call.action().effect().word(),
                        call.risk().name().toLowerCase(Locale.ROOT),
                        json.writeValueAsString(consent.actor()),
                        json.writeValueAsString(new KeptConsent(consent.words(), consent.line(), consent.approval())),
                        kept.json().toString(),
                        kept.hash()))
                == Verdict.WRITTEN;
    }

    /**
     * Commits the end of a call together with its row of the log.
     *
     * @return false when another node took the call over; nothing was written then
     */
    boolean finished(ActionCall<?, ?, ?> call, long epoch, Ran ran, Activity activity) {
        boolean keep = !call.action().readsOnly();
        return finished(call.observatory(), call.id(), epoch, keep, ran, activity);
    }

    /** As {@link #finished}, for a call that was taken over from a node that died. */
    boolean settled(LapsedCalls.Taken call, boolean keepOutput, Ran ran, Activity activity) {
        return finished(call.observatory(), call.id(), call.epoch(), keepOutput, ran, activity);
    }

    /** @param keepOutput false for what a look at the platform brought: it can be looked at again */
    private boolean finished(
            ObservatoryId observatory, UUID call, long epoch, boolean keepOutput, Ran ran, Activity activity) {
        String output = keepOutput && ran instanceof Ran.Done(var done) ? done.toString() : null;
        String problem = ran.failure().map(json::writeValueAsString).orElse(null);
        return put(new LedgerEntry.Finished(observatory, call, epoch, ran.word(), output, problem, activity))
                == Verdict.WRITTEN;
    }

    private Verdict put(LedgerEntry entry) {
        try {
            return lane.put(entry);
        } catch (LaneFull e) {
            throw Problem.unavailable("overloaded", "Too many acts wait to be written. Try again shortly.", SOON);
        } catch (LaneBroken e) {
            throw Problem.unavailable("database-away", UNKNOWN, SOON).with("callId", entry.call());
        }
    }

    @Override
    public void close() {
        lane.close();
    }

    record KeptConsent(String words, String line, @Nullable UUID approval) {}
}
