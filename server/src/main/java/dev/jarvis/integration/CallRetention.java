package dev.jarvis.integration;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets settled calls that are older than their observatory keeps what it did. The database sets the bound. */
record CallRetention(TenantTransactions db, JdbcClient jdbc, Observatories observatories) {
    private static final int AT_ONCE = 2_000;

    void round() {
        observatories.all().forEach(this::within);
    }

    private void within(ObservatoryId observatory) {
        int gone = AT_ONCE;
        while (gone == AT_ONCE && !Thread.currentThread().isInterrupted())
            gone = db.inObservatory(
                    observatory.value(),
                    () -> jdbc.sql("select calls_forget(?)")
                            .param(AT_ONCE)
                            .query(Integer.class)
                            .single());
    }
}
