package dev.jarvis.platform.purge;

import dev.jarvis.platform.db.TenantTransactions;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Throws away what is over, in small transactions; what a round does not manage waits for the next. */
final class Purge {
    private final List<Expiring> tables;
    private final TenantTransactions db;
    private final JdbcClient jdbc;

    Purge(List<Expiring> tables, TenantTransactions db, JdbcClient jdbc) {
        this.tables = List.copyOf(tables);
        this.db = db;
        this.jdbc = jdbc;
    }

    void round() {
        tables.stream()
                .filter(table -> !table.ofObservatories())
                .forEach(table -> SmallSteps.untilDone(() -> db.global(() -> delete(table))));
        observatories().forEach(this::within);
    }

    private void within(UUID observatory) {
        tables.stream()
                .filter(Expiring::ofObservatories)
                .forEach(table ->
                        SmallSteps.untilDone(() -> db.inObservatory(observatory, () -> delete(table, observatory))));
    }

    private int delete(Expiring table, Object... observatory) {
        return jdbc.sql(table.deletion(SmallSteps.MOST)).params(observatory).update();
    }

    private List<UUID> observatories() {
        return db.global(() -> jdbc.sql("select * from route_observatories()")
                .query(UUID.class)
                .list());
    }
}
