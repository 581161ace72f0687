package dev.jarvis.activity;

import dev.jarvis.platform.db.TenantTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the months of the log ahead of time, so that no row lands in the default partition. {@link LogRetention} drops those that are over. */
record Partitions(TenantTransactions transactions, JdbcClient jdbc) {
    private static final int MONTHS_AHEAD = 3;

    void ensure() {
        transactions.global(
                () -> jdbc.sql("""
                        select activity_partition_ensure((current_date + make_interval(months => m))::date)
                        from generate_series(0, ?) m
                        """).param(MONTHS_AHEAD).query((row, _) -> 0).list());
    }
}
