package dev.jarvis.integration;

import dev.jarvis.observatory.KeptLogs;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryEnding;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.AfterCommit;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.purge.SmallSteps;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Forgets settled calls that are older than their observatory keeps what it did, and all of an observatory that was deleted.
 * The database sets the bound.
 */
record CallRetention(TenantTransactions db, JdbcClient jdbc, Observatories observatories, KeptLogs logs) {
    void round() {
        observatories.all().forEach(this::within);
        logs.ended().forEach(this::within);
    }

    /** What was sent and said stands in them in plain words, so they do not wait for the next round. */
    @EventListener
    void ending(ObservatoryEnding news) {
        AfterCommit.start("calls-farewell", () -> within(news.observatory()));
    }

    private void within(ObservatoryId observatory) {
        SmallSteps.untilDone(() -> db.<Integer>inObservatory(
                observatory.value(),
                () -> jdbc.sql("select calls_forget(?)")
                        .param(SmallSteps.MOST)
                        .query(Integer.class)
                        .single()));
    }
}
