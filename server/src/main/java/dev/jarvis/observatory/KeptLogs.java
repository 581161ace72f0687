package dev.jarvis.observatory;

import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.TenantTransactions;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whose log there is, and for how long: a deleted observatory leaves its log behind, which says who deleted it, until the
 * days are over that it kept it. Safe for any thread.
 */
public final class KeptLogs {
    private static final String DAYS = """
            select coalesce((select (settings ->> 'retention')::integer from observatories where id = ?),
                            (select retention from ended_observatories where observatory_id = ?), ?)
            """;

    private final TenantTransactions db;
    private final TenantReads reads;
    private final JdbcClient jdbc;

    KeptLogs(TenantTransactions db, TenantReads reads, JdbcClient jdbc) {
        this.db = db;
        this.reads = reads;
        this.jdbc = jdbc;
    }

    /** All that have one: those that stand, those that were deleted, and those somebody removed behind Jarvis's back. */
    public List<ObservatoryId> all() {
        return ids("select * from route_logs()");
    }

    /** Those that were deleted. */
    public List<ObservatoryId> ended() {
        return ids("select * from route_ended_observatories()");
    }

    private List<ObservatoryId> ids(String look) {
        return db.global(() -> jdbc.sql(look).query(UUID.class).list()).stream()
                .map(ObservatoryId::new)
                .toList();
    }

    /** How many; the usual number for one that nothing is known of. */
    public int days(ObservatoryId of) {
        int usual = ObservatorySettings.USUAL.retention();
        return reads.one(of.value(), DAYS, (row, _) -> row.getInt(1), of.value(), of.value(), usual)
                .orElse(usual);
    }

    /** Within the transaction that deletes it. */
    void ending(Observatory one) {
        jdbc.sql("insert into ended_observatories (observatory_id, retention) values (?, ?)")
                .params(one.id().value(), one.settings().retention())
                .update();
    }
}
