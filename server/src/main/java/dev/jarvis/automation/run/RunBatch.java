package dev.jarvis.automation.run;

import dev.jarvis.automation.run.RunEntry.Came;
import dev.jarvis.automation.run.RunEntry.NewRun;
import dev.jarvis.automation.run.RunEntry.Over;
import dev.jarvis.platform.db.BatchStatement;
import dev.jarvis.platform.db.Lane;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Many arrivals and ends of runs in one round trip and one commit. Each statement is harmless when it runs twice.
 *
 * <p>{@code (... in (select ...)) is true} looks each row up in a hash. Without {@code is true} the planner makes a join of
 * it, and as this role joins by nested loops only, every row of a batch would be compared with every other.
 */
final class RunBatch implements Lane.Batch<RunEntry, Boolean> {
    static final String CAME = """
            with came as (
                insert into deliveries (observatory_id, id, hook_id, key, body, runs)
                select t.observatory, t.id, t.hook, t.key, t.body, t.runs
                from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::jsonb[])
                     as t(observatory, id, hook, key, body, runs)
                on conflict (observatory_id, hook_id, key) do update set id = deliveries.id
                    where deliveries.id = excluded.id
                returning observatory_id, id),
            begun as (
                select t.* from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::bigint[], ?::jsonb[], ?::uuid[], ?::text[], ?::integer[],
                                       ?::uuid[])
                     as t(observatory, id, rule, version, trigger, delivery, gate, width, owner)
                where ((t.observatory, t.delivery) in (select observatory_id, id from came)) is true),
            kept as (
                insert into runs (observatory_id, id, rule_id, rule_version, started_by, trigger)
                select observatory, id, rule, version, 'webhook', trigger from begun
                on conflict do nothing),
            held as (
                insert into work (observatory_id, id, kind, gate, gate_width, owner, epoch)
                select observatory, id, 'run', gate, width, owner, case when owner is null then 0 else 1 end from begun
                on conflict do nothing)
            select id from came
            """;

    static final String OVER = """
            with over as (
                delete from work w
                using unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::jsonb[], ?::jsonb[])
                      as t(observatory, run, owner, epoch, state, problem, output)
                where w.observatory_id = t.observatory and w.id = t.run and w.owner is not distinct from t.owner and w.epoch = t.epoch
                returning t.*),
            ended as (
                update runs r set state = over.state::run_state, problem = over.problem, output = over.output, waits_for = null,
                                  finished_at = now()
                from over
                where r.observatory_id = over.observatory and r.id = over.run
                returning r.observatory_id, r.rule_id, over.state),
            stepped as (
                insert into run_steps (observatory_id, run_id, path, step, kind, state, attempt, input, output, problem, call_id,
                                       place, started_at, finished_at)
                select t.observatory, t.run, t.path, t.step, t.kind, t.state::step_state, t.attempt, t.input, t.output,
                       t.problem, t.call, t.place, t.started_at, t.finished_at
                from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::jsonb[],
                            ?::jsonb[], ?::jsonb[], ?::uuid[], ?::integer[], ?::timestamptz[], ?::timestamptz[])
                     as t(observatory, run, path, step, kind, state, attempt, input, output, problem, call, place, started_at,
                          finished_at)
                where ((t.observatory, t.run) in (select observatory, run from over)) is true
                on conflict (observatory_id, run_id, path) do update
                    set state = excluded.state, attempt = excluded.attempt, input = excluded.input, output = excluded.output,
                        problem = excluded.problem, call_id = excluded.call_id, due_at = null, awaits = null, heard = null,
                        finished_at = excluded.finished_at),
            counted as (
                insert into rule_figures as f (observatory_id, rule_id, runs, successes, failures, skips, last_run_at,
                                               last_success_at)
                select observatory_id, rule_id, count(*), count(*) filter (where state = 'succeeded'),
                       count(*) filter (where state = 'failed'), count(*) filter (where state = 'skipped'), now(),
                       max(now()) filter (where state = 'succeeded')
                from ended group by 1, 2 order by 1, 2
                on conflict (observatory_id, rule_id) do update
                    set runs = f.runs + excluded.runs, successes = f.successes + excluded.successes,
                        failures = f.failures + excluded.failures, skips = f.skips + excluded.skips,
                        last_run_at = excluded.last_run_at,
                        last_success_at = coalesce(excluded.last_success_at, f.last_success_at))
            select run from over
            """;

    @Override
    public List<Boolean> commit(Connection connection, List<RunEntry> entries) throws SQLException {
        List<Came> came = only(Came.class, entries);
        List<Over> over = only(Over.class, entries);
        List<String> parts = new ArrayList<>();
        if (!came.isEmpty()) parts.add(CAME);
        if (!over.isEmpty()) parts.add(OVER);
        List<UUID> observatories =
                entries.stream().map(entry -> entry.observatory().value()).toList();
        try (BatchStatement batch = BatchStatement.of(connection, observatories, parts)) {
            if (!came.isEmpty()) bindCame(batch, came);
            if (!over.isEmpty()) bindOver(batch, over);
            Set<UUID> written = batch.ids();
            return entries.stream().map(entry -> written.contains(entry.id())).toList();
        }
    }

    private static void bindCame(BatchStatement to, List<Came> rows) throws SQLException {
        to.uuids(rows, row -> row.observatory().value());
        to.uuids(rows, Came::id);
        to.uuids(rows, Came::hook);
        to.texts(rows, Came::key);
        to.texts(rows, Came::body);
        to.jsons(rows, Came::runs);
        List<NewRun> begins =
                rows.stream().flatMap(row -> row.begins().stream()).toList();
        to.uuids(begins, row -> row.observatory().value());
        to.uuids(begins, NewRun::id);
        to.uuids(begins, NewRun::rule);
        to.longs(begins, NewRun::version);
        to.jsons(begins, NewRun::trigger);
        to.uuids(begins, NewRun::delivery);
        to.texts(begins, NewRun::gate);
        to.integers(begins, NewRun::width);
        to.uuids(begins, NewRun::owner);
    }

    private static void bindOver(BatchStatement to, List<Over> rows) throws SQLException {
        to.uuids(rows, row -> row.observatory().value());
        to.uuids(rows, Over::id);
        to.uuids(rows, row -> row.run().task().owner());
        to.longs(rows, row -> row.run().task().epoch());
        to.texts(rows, Over::state);
        to.jsons(rows, Over::problem);
        to.jsons(rows, Over::output);
        List<Stepped> steps = rows.stream()
                .flatMap(row -> row.steps().stream().map(step -> new Stepped(row.run(), step)))
                .toList();
        to.uuids(steps, row -> row.run.observatory().value());
        to.uuids(steps, row -> row.run.id());
        to.texts(steps, row -> row.step.path());
        to.texts(steps, row -> row.step.step());
        to.texts(steps, row -> row.step.kind());
        to.texts(steps, row -> row.step.state().word());
        to.integers(steps, row -> row.step.attempt());
        to.jsons(steps, row -> Stored.text(row.step.input()));
        to.jsons(steps, row -> Stored.text(row.step.output()));
        to.jsons(steps, row -> Stored.text(row.step.problem()));
        to.uuids(steps, row -> row.step.call());
        to.integers(steps, row -> row.step.place());
        to.times(steps, row -> row.step.startedAt());
        to.times(steps, row -> row.step.finishedAt());
    }

    private record Stepped(Run run, StepRow step) {}

    private static <T> List<T> only(Class<T> type, List<RunEntry> entries) {
        return entries.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
