package dev.jarvis.integration;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.purge.SmallSteps;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets settled calls that are older than their observatory keeps what it did. The database sets the bound. */
record CallRetention(TenantTransactions db, JdbcClient jdbc, Observatories observatories) {
    void round() {
        observatories.all().forEach(this::within);
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
