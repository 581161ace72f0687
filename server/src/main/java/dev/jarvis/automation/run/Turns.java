package dev.jarvis.automation.run;

import dev.jarvis.platform.db.TenantTransactions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps {@code limits.perMinute}: a run takes the next free turn of its rule once, and waits for it as a row. Minutes are
 * counted from the first run of each, by the database's clock.
 */
final class Turns {
    static final String WAITS = "its turn";

    /** The row is the rule's, and held until the transaction ends: on any number of nodes each turn is given once. */
    private static final String TAKE = """
            with taken as (
                insert into rule_turns as t (observatory_id, rule_id, minute_from, begun) values (:observatory, :rule, now(), 1)
                on conflict (observatory_id, rule_id) do update
                    set minute_from = case when t.minute_from + interval '1 minute' <= now() then now()
                                           when t.begun < :most then t.minute_from
                                           else t.minute_from + interval '1 minute' end,
                        begun = case when t.minute_from + interval '1 minute' <= now() then 1
                                     when t.begun < :most then t.begun + 1
                                     else 1 end
                returning minute_from)
            update runs set not_before = greatest(now(), (select minute_from from taken))
            where observatory_id = :observatory and id = :run""";

    private static final String LEFT = """
            select (extract(epoch from not_before - now()) * 1000)::bigint from runs
            where observatory_id = ? and id = ? and not_before is not null""";

    private static final String WAIT = """
            update runs set state = 'waiting', waits_for = ? where observatory_id = ? and id = ?""";

    private final TenantTransactions db;
    private final JdbcClient jdbc;

    Turns(TenantTransactions db, JdbcClient jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /** How long until the run may begin; not positive when it may. */
    Duration until(Run run) {
        Integer most = run.version().definition().limits().perMinute();
        return most == null ? Duration.ZERO : db.inObservatory(run.observatory().value(), () -> until(run, most));
    }

    private Duration until(Run run, int most) {
        Long left = left(run);
        if (left == null) {
            take(run, most);
            left = left(run);
        }
        if (left == null || left <= 0) return Duration.ZERO;
        jdbc.sql(WAIT).params(WAITS, run.observatory().value(), run.id()).update();
        return Duration.ofMillis(left);
    }

    private void take(Run run, int most) {
        jdbc.sql(TAKE)
                .param("observatory", run.observatory().value())
                .param("rule", run.version().rule())
                .param("run", run.id())
                .param("most", most)
                .update();
    }

    private @Nullable Long left(Run run) {
        return jdbc.sql(LEFT)
                .params(run.observatory().value(), run.id())
                .query(Long.class)
                .optional()
                .orElse(null);
    }
}
