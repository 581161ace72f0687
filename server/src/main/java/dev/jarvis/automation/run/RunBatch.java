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
        to.column("uuid", rows, row -> row.observatory().value());
        to.column("uuid", rows, Came::id);
        to.column("uuid", rows, Came::hook);
        to.column("text", rows, Came::key);
        to.column("text", rows, Came::body);
        to.column("jsonb", rows, Came::runs);
        List<NewRun> begins =
                rows.stream().flatMap(row -> row.begins().stream()).toList();
        to.column("uuid", begins, row -> row.observatory().value());
        to.column("uuid", begins, NewRun::id);
        to.column("uuid", begins, NewRun::rule);
        to.column("bigint", begins, NewRun::version);
        to.column("jsonb", begins, NewRun::trigger);
        to.column("uuid", begins, NewRun::delivery);
        to.column("text", begins, NewRun::gate);
        to.column("integer", begins, NewRun::width);
        to.column("uuid", begins, NewRun::owner);
    }

    private static void bindOver(BatchStatement to, List<Over> rows) throws SQLException {
        to.column("uuid", rows, row -> row.observatory().value());
        to.column("uuid", rows, Over::id);
        to.column("uuid", rows, row -> row.run().task().owner());
        to.column("bigint", rows, row -> row.run().task().epoch());
        to.column("text", rows, Over::state);
        to.column("jsonb", rows, Over::problem);
        to.column("jsonb", rows, Over::output);
        List<Stepped> steps = rows.stream()
                .flatMap(row -> row.steps().stream().map(step -> new Stepped(row.run(), step)))
                .toList();
        to.column("uuid", steps, row -> row.run.observatory().value());
        to.column("uuid", steps, row -> row.run.id());
        to.column("text", steps, row -> row.step.path());
        to.column("text", steps, row -> row.step.step());
        to.column("text", steps, row -> row.step.kind());
        to.column("text", steps, row -> row.step.state().word());
        to.column("integer", steps, row -> row.step.attempt());
        to.column("jsonb", steps, row -> Stored.text(row.step.input()));
        to.column("jsonb", steps, row -> Stored.text(row.step.output()));
        to.column("jsonb", steps, row -> Stored.text(row.step.problem()));
        to.column("uuid", steps, row -> row.step.call());
        to.column("integer", steps, row -> row.step.place());
        to.column("timestamptz", steps, row -> row.step.startedAt().toString());
        to.column("timestamptz", steps, row -> Stored.time(row.step.finishedAt()));
    }

    private record Stepped(Run run, StepRow step) {}

    private static <T> List<T> only(Class<T> type, List<RunEntry> entries) {
        return entries.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
