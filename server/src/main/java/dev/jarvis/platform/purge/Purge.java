package dev.jarvis.platform.purge;

import dev.jarvis.platform.db.TenantTransactions;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Throws away what is over, in small transactions; what a round does not manage waits for the next. */
final class Purge {
    private static final int AT_ONCE = 1_000;
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
                .forEach(table -> untilDone(() -> db.global(() -> delete(table))));
        observatories().forEach(this::within);
    }

    private void within(UUID observatory) {
        tables.stream()
                .filter(Expiring::ofObservatories)
                .forEach(table -> untilDone(() -> db.inObservatory(observatory, () -> delete(table))));
    }

    private static void untilDone(IntSupplier deletion) {
        int gone = AT_ONCE;
        while (gone == AT_ONCE && !Thread.currentThread().isInterrupted()) gone = deletion.getAsInt();
    }

    private int delete(Expiring table) {
        return jdbc.sql(table.deletion(AT_ONCE)).update();
    }

    private List<UUID> observatories() {
        return db.global(() -> jdbc.sql("select * from route_observatories()")
                .query(UUID.class)
                .list());
    }
}
