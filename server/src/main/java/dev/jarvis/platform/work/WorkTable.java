package dev.jarvis.platform.work;

import dev.jarvis.platform.db.BatchStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes tasks for this node, many in one go and across observatories: the router's look-up answers ids, and all else
 * happens as the pipeline's role inside the observatories of those ids.
 */
final class WorkTable {
    /** Two nodes that take tasks of one gate do so one after the other, or together they would let too many through. */
    private static final String ONE_AT_A_GATE = """
            select pg_advisory_xact_lock(hashtextextended(g.observatory_id::text || g.gate, 0))
            from (select distinct w.observatory_id, w.gate
                  from unnest(?::uuid[], ?::uuid[]) as t(observatory, task)
                  join work w on w.observatory_id = t.observatory and w.id = t.task
                  where w.gate <> '' order by 1, 2) g
            """;

    static final String CLAIM = """
            with free as materialized (
                select w.observatory_id, w.id, w.gate, w.gate_width, w.due_at
                from unnest(?::uuid[], ?::uuid[]) as t(observatory, task)
                join work w on w.observatory_id = t.observatory and w.id = t.task
                where w.owner is null and w.dead_at is null and w.due_at <= now()
                for update of w skip locked),
            placed as (
                select f.observatory_id, f.id,
                       f.gate = '' or f.gate_width >=
                           row_number() over (partition by f.observatory_id, f.gate order by f.due_at)
                           + (select count(*) from work held
                              where held.observatory_id = f.observatory_id and held.gate = f.gate
                                and held.owner is not null and held.gate <> '') as passes
                from free f)
            update work w set owner = ?::uuid, epoch = w.epoch + 1, woken = false
            from placed p where p.passes and w.observatory_id = p.observatory_id and w.id = p.id
            returning w.observatory_id, w.id, w.kind, w.payload, w.gate, w.attempts, w.crash_attempts, w.epoch
            """;

    static final String FREE = """
            update work w set owner = null, epoch = w.epoch + 1, crash_attempts = w.crash_attempts + 1, due_at = now(),
                              errors = w.errors || jsonb_build_object('at', now(), 'error', 'the node that ran it died')
            from (select w.observatory_id, w.id
                  from unnest(?::uuid[], ?::uuid[]) as t(observatory, task)
                  join work w on w.observatory_id = t.observatory and w.id = t.task
                  where w.owner is not null and not exists (select from nodes n where n.id = w.owner)
                  for update of w skip locked) orphan
            where w.observatory_id = orphan.observatory_id and w.id = orphan.id
            returning w.id
            """;

    private static final int EACH_BY_TURNS = 64;
    private static final int ORPHANS = 500;

    private final JdbcTemplate pipeline;

    WorkTable(DataSource pipeline) {
        this.pipeline = new JdbcTemplate(pipeline);
    }

    private record Found(UUID observatory, UUID task) {}

    /** A task of this node, how many nodes died of it before, and whether others may wait behind it at a gate. */
    record Claim(Task task, int crashes, boolean gated) {}

    /** The oldest that are due; by turns between observatories and gates when more are due than can be taken. */
    List<Claim> claim(UUID owner, int atMost) {
        List<Found> due = find("select * from route_due_work(?)", atMost);
        if (due.size() < atMost) return claim(owner, due);
        return claim(owner, find("select * from route_due_work_by_turns(?, ?)", atMost, EACH_BY_TURNS));
    }

    /** Of those that one node died with; it had others. */
    List<Claim> claimSuspects(UUID owner, int atMost) {
        return claim(owner, find("select * from route_work_of_one_death(?)", atMost));
    }

    /** One of those that several nodes died with. */
    List<Claim> claimPrimeSuspect(UUID owner) {
        return claim(owner, find("select * from route_work_of_more_deaths(?)", 1));
    }

    /** Gives back what dead nodes held, for them or others to take again. */
    void freeOrphans() {
        List<Found> orphans = find("select * from route_abandoned_work(?)", ORPHANS);
        if (!orphans.isEmpty())
            inTheirObservatories(
                    orphans, List.of(FREE), batch -> bind(batch, orphans).ids());
    }

    private List<Found> find(String lookUp, Object... atMost) {
        return pipeline.query(
                lookUp, (row, _) -> new Found(row.getObject(1, UUID.class), row.getObject(2, UUID.class)), atMost);
    }

    private List<Claim> claim(UUID owner, List<Found> found) {
        if (found.isEmpty()) return List.of();
        List<String> parts = List.of(ONE_AT_A_GATE, CLAIM);
        return inTheirObservatories(
                found,
                parts,
                batch -> bind(bind(batch, found), found).value(owner).last((row, _) -> claimed(owner, row)));
    }

    private static Claim claimed(UUID owner, ResultSet row) throws SQLException {
        int crashes = row.getInt("crash_attempts");
        Task task = new Task(
                row.getObject("observatory_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("payload"),
                row.getInt("attempts") + crashes + 1,
                owner,
                row.getLong("epoch"));
        return new Claim(task, crashes, !row.getString("gate").isEmpty());
    }

    private interface Work<T> {
        T in(BatchStatement batch) throws SQLException;
    }

    private <T> T inTheirObservatories(List<Found> found, List<String> parts, Work<T> work) {
        List<UUID> observatories = found.stream().map(Found::observatory).toList();
        T result = pipeline.execute((ConnectionCallback<T>) connection -> {
            try (BatchStatement batch = BatchStatement.of(connection, observatories, parts)) {
                return work.in(batch);
            }
        });
        return Objects.requireNonNull(result);
    }

    private static BatchStatement bind(BatchStatement batch, List<Found> found) throws SQLException {
        return batch.uuids(found, Found::observatory).uuids(found, Found::task);
    }
}
