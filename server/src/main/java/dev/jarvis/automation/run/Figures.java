package dev.jarvis.automation.run;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How a rule fares. Times by the database's clock.
 *
 * @param runs those that are over
 * @param skips those that a condition of the rule ended
 * @param unfinished those that are not over
 * @param lateSeconds how long after it was due the latest of the last 100 scheduled runs began; null without such runs
 */
@Schema(name = "RuleFigures")
record Figures(
        long runs,
        long successes,
        long failures,
        long skips,
        long unfinished,
        @Nullable Instant lastRunAt,
        @Nullable Instant lastSuccessAt,
        @Nullable Double lateSeconds) {
    /** One row for a rule that is there. Its values are the observatory and the rule. */
    static final String OF_RULE = """
            select coalesce(f.runs, 0) as runs, coalesce(f.successes, 0) as successes, coalesce(f.failures, 0) as failures,
                   coalesce(f.skips, 0) as skips, f.last_run_at, f.last_success_at,
                   (select count(*) from runs u
                    where u.observatory_id = a.observatory_id and u.rule_id = a.id and u.finished_at is null) as unfinished,
                   (select extract(epoch from max(s.created_at - (s.trigger ->> 'due')::timestamptz))
                    from (select created_at, trigger from runs
                          where observatory_id = a.observatory_id and rule_id = a.id and started_by = 'schedule'
                          order by id desc limit 100) s) as late
            from automation_rules a
            left join rule_figures f on f.observatory_id = a.observatory_id and f.rule_id = a.id
            where a.observatory_id = ? and a.id = ? and a.deleted_at is null""";

    static Figures of(ResultSet row, int number) throws SQLException {
        double late = row.getDouble("late");
        Double known = row.wasNull() ? null : late;
        return new Figures(
                row.getLong("runs"),
                row.getLong("successes"),
                row.getLong("failures"),
                row.getLong("skips"),
                row.getLong("unfinished"),
                instant(row, "last_run_at"),
                instant(row, "last_success_at"),
                known);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
