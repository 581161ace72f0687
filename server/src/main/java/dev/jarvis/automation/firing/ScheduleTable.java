package dev.jarvis.automation.firing;

import dev.jarvis.automation.schedule.Occurrence;
import dev.jarvis.observatory.ObservatoryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code schedules} and {@code occurrences}. All methods need an open transaction of the observatory. */
final class ScheduleTable {
    private static final String ONE = """
            select id, rule_id, rule_version, active_until, reached_at from schedules where observatory_id = ? and id = ?""";

    private final JdbcClient jdbc;

    ScheduleTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The database's clock, as it stood when the transaction began. */
    Instant now() {
        return jdbc.sql("select now()").query(Timestamp.class).single().toInstant();
    }

    Optional<Activation> find(ObservatoryId observatory, UUID id) {
        return one(ONE, observatory, id);
    }

    /** Held until the transaction ends: one node at a time deals with a schedule. */
    Optional<Activation> lock(ObservatoryId observatory, UUID id) {
        return one(ONE + " for update", observatory, id);
    }

    private Optional<Activation> one(String select, ObservatoryId observatory, UUID id) {
        return jdbc.sql(select)
                .params(observatory.value(), id)
                .query((row, _) -> activation(row))
                .optional();
    }

    void begin(ObservatoryId observatory, Activation fresh, @Nullable Occurrence next) {
        jdbc.sql("""
                        insert into schedules (observatory_id, id, rule_id, rule_version, active_from, reached_at, next_at,
                            next_label)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(observatory.value())
                .param(fresh.id())
                .param(fresh.rule())
                .param(fresh.version())
                .param(Timestamp.from(fresh.reached()))
                .param(Timestamp.from(fresh.reached()))
                .param(next == null ? null : Timestamp.from(next.at()))
                .param(next == null ? null : next.label())
                .update();
    }

    /** @return the schedules that ended by it */
    List<UUID> end(ObservatoryId observatory, UUID rule, Instant at) {
        return jdbc.sql("""
                        update schedules set active_until = ?, next_at = null, next_label = null
                        where observatory_id = ? and rule_id = ? and active_until is null returning id""")
                .param(Timestamp.from(at))
                .param(observatory.value())
                .param(rule)
                .query(UUID.class)
                .list();
    }

    void reach(ObservatoryId observatory, UUID id, Instant reached, @Nullable Occurrence next) {
        jdbc.sql("update schedules set reached_at = ?, next_at = ?, next_label = ? where observatory_id = ? and id = ?")
                .param(Timestamp.from(reached))
                .param(next == null ? null : Timestamp.from(next.at()))
                .param(next == null ? null : next.label())
                .param(observatory.value())
                .param(id)
                .update();
    }

    /** Whether the rule is on now, in whichever version. */
    boolean isOn(ObservatoryId observatory, UUID rule) {
        return jdbc.sql("""
                        select count(*) from schedules
                        where observatory_id = ? and rule_id = ? and active_until is null""").params(observatory.value(), rule).query(Long.class).single() > 0;
    }

    /** @return false when this label was dealt with before */
    boolean insert(
            ObservatoryId observatory, Activation of, Occurrence occurrence, String state, @Nullable String reason) {
        return jdbc.sql("""
                                insert into occurrences (observatory_id, rule_id, rule_version, label, due_at, state, reason, note)
                                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .param(observatory.value())
                        .param(of.rule())
                        .param(of.version())
                        .param(occurrence.label())
                        .param(Timestamp.from(occurrence.at()))
                        .param(state)
                        .param(reason)
                        .param(occurrence.note())
                        .update()
                == 1;
    }

    void started(ObservatoryId observatory, Activation of, String label, @Nullable UUID run) {
        jdbc.sql("""
                        update occurrences set state = 'started', run_id = ?
                        where observatory_id = ? and rule_id = ? and rule_version = ? and label = ?""")
                .param(run)
                .param(observatory.value())
                .param(of.rule())
                .param(of.version())
                .param(label)
                .update();
    }

    /** Those that wait for an earlier run to end, oldest first. */
    List<Occurrence> queued(ObservatoryId observatory, Activation of) {
        return jdbc.sql("""
                        select label, due_at, note from occurrences
                        where observatory_id = ? and rule_id = ? and rule_version = ? and state = 'queued'
                        order by due_at, label limit 100""")
                .params(observatory.value(), of.rule(), of.version())
                .query((row, _) ->
                        new Occurrence(row.getString("label"), instant(row, "due_at"), row.getString("note"), false))
                .list();
    }

    private static Activation activation(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("active_until", OffsetDateTime.class);
        return new Activation(
                row.getObject("id", UUID.class),
                row.getObject("rule_id", UUID.class),
                row.getLong("rule_version"),
                until == null ? null : until.toInstant(),
                instant(row, "reached_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
