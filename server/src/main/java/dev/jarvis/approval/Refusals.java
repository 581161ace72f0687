package dev.jarvis.approval;

import dev.jarvis.activity.Activity;
import dev.jarvis.activity.ActivityLog;
import dev.jarvis.integration.ActionCall;
import dev.jarvis.integration.Calls;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import java.time.InstantSource;
import java.util.Map;

/** Keeps what policy refused: the call in the ledger and its row in the log, in one transaction. */
final class Refusals {
    private final TenantTransactions db;
    private final Calls calls;
    private final ActivityLog log;
    private final InstantSource clock;

    Refusals(TenantTransactions db, Calls calls, ActivityLog log, InstantSource clock) {
        this.db = db;
        this.calls = calls;
        this.log = log;
        this.clock = clock;
    }

    /** @return false when the ledger has a call of this id already; nothing was written then */
    boolean record(ActionCall<?, ?, ?> call, Origin origin, String line, String reason) {
        return db.inObservatory(call.observatory().value(), () -> {
            if (!calls.refused(call, origin.actor(), "denied-by-policy", reason)) return false;
            log.write(new Activity(
                    call.observatory(),
                    UuidV7.next(),
                    call.connection().id(),
                    call.action().activityType(),
                    call.name(),
                    "Not done: " + call.headline(),
                    reason,
                    Map.of("code", "denied-by-policy", "line", line),
                    Activity.Status.FAILED,
                    origin.actor(),
                    "denied by policy: " + line,
                    call.id(),
                    clock.instant()));
            return true;
        });
    }
}
