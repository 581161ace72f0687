package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.observatory.ObservatoryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables of runs and their steps, one run at a time. Needs an open transaction of the observatory. */
final class RunStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ApplicationEventPublisher news;

    RunStore(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher news) {
        this.jdbc = jdbc;
        this.json = json;
        this.news = news;
    }

    /** A run as it is kept. */
    record Kept(
            UUID id,
            UUID rule,
            long version,
            Begin begin,
            String state,
            @Nullable JsonNode problem,
            @Nullable JsonNode output,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    /** @return false when there is one of this id, or of this rule and label, already */
    boolean insert(UUID id, RuleVersion version, Begin begin) {
        Begin.Caller caller = begin.caller();
        return jdbc.sql("""
                        insert into runs (observatory_id, id, rule_id, rule_version, started_by, trigger, label, depth, parent_run,
                                          parent_path, replay_of)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .param(version.observatory().value())
                        .param(id)
                        .param(version.rule())
                        .param(version.number())
                        .param(begin.by().word())
                        .param(Stored.text(begin.trigger()))
                        .param(begin.label())
                        .param(begin.depth())
                        .param(caller == null ? null : caller.run())
                        .param(caller == null ? null : caller.path())
                        .param(begin.replayOf())
                        .update()
                == 1;
    }

    Optional<Kept> find(ObservatoryId observatory, UUID id) {
        return jdbc.sql("""
                        select id, rule_id, rule_version, started_by, trigger, label, depth, parent_run, parent_path, replay_of,
                               state, problem, output, created_at, finished_at
                        from runs where observatory_id = ? and id = ?""").params(observatory.value(), id).query(this::kept).optional();
    }

    List<StepRow> steps(ObservatoryId observatory, UUID run) {
        return jdbc.sql("""
                        select path, step, kind, state, attempt, input, output, problem, call_id, due_at, awaits, heard, place,
                               started_at, finished_at
                        from run_steps where observatory_id = ? and run_id = ? order by place""").params(observatory.value(), run).query(this::step).list();
    }

    void save(ObservatoryId observatory, UUID run, List<StepRow> steps) {
        for (StepRow step : steps) save(observatory, run, step);
        if (steps.stream().anyMatch(step -> step.awaits() != null)) news.publishEvent(new EventAwaited(observatory));
    }

    private void save(ObservatoryId observatory, UUID run, StepRow step) {
        jdbc.sql("""
                        insert into run_steps (observatory_id, run_id, path, step, kind, state, attempt, input, output, problem,
                                               call_id, due_at, awaits, place, started_at, finished_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?)
                        on conflict (observatory_id, run_id, path) do update
                            set state = excluded.state, attempt = excluded.attempt, input = excluded.input,
                                output = excluded.output, problem = excluded.problem, call_id = excluded.call_id,
                                due_at = excluded.due_at, awaits = excluded.awaits, finished_at = excluded.finished_at""")
                .param(observatory.value())
                .param(run)
                .param(step.path())
                .param(step.step())
                .param(step.kind())
                .param(step.state().word())
                .param(step.attempt())
                .param(Stored.text(step.input()))
                .param(Stored.text(step.output()))
                .param(Stored.text(step.problem()))
                .param(step.call())
                .param(timestamp(step.dueAt()))
                .param(step.awaits())
                .param(step.place())
                .param(timestamp(step.startedAt()))
                .param(timestamp(step.finishedAt()))
                .update();
    }

    void waits(ObservatoryId observatory, UUID run, String why) {
        jdbc.sql("update runs set state = 'waiting', waits_for = ? where observatory_id = ? and id = ?")
                .params(why, observatory.value(), run)
                .update();
    }

    void end(ObservatoryId observatory, UUID run, String state, @Nullable JsonNode problem, @Nullable JsonNode output) {
        jdbc.sql("""
                        update runs set state = ?::run_state, problem = ?::jsonb, output = ?::jsonb, waits_for = null,
                                        finished_at = now()
                        where observatory_id = ? and id = ? and finished_at is null""")
                .param(state)
                .param(Stored.text(problem))
                .param(Stored.text(output))
                .param(observatory.value())
                .param(run)
                .update();
    }

    /** One more for the rule's figures. */
    void count(ObservatoryId observatory, UUID rule, String state) {
        jdbc.sql("""
                        insert into rule_figures as f (observatory_id, rule_id, runs, successes, failures, skips, last_run_at,
                                                       last_success_at)
                        values (?, ?, 1, ?, ?, ?, now(), case when ? then now() end)
                        on conflict (observatory_id, rule_id) do update
                            set runs = f.runs + 1, successes = f.successes + excluded.successes,
                                failures = f.failures + excluded.failures, skips = f.skips + excluded.skips,
                                last_run_at = now(), last_success_at = coalesce(excluded.last_success_at, f.last_success_at)""")
                .params(
                        observatory.value(),
                        rule,
                        state.equals("succeeded") ? 1 : 0,
                        state.equals("failed") ? 1 : 0,
                        state.equals("skipped") ? 1 : 0,
                        state.equals("succeeded"))
                .update();
    }

    private Kept kept(ResultSet row, int number) throws SQLException {
        UUID parent = row.getObject("parent_run", UUID.class);
        Begin begin = new Begin(
                Begin.By.of(row.getString("started_by")),
                json.readTree(row.getString("trigger")),
                row.getString("label"),
                row.getInt("depth"),
                parent == null ? null : new Begin.Caller(parent, row.getString("parent_path")),
                row.getObject("replay_of", UUID.class));
        return new Kept(
                row.getObject("id", UUID.class),
                row.getObject("rule_id", UUID.class),
                row.getLong("rule_version"),
                begin,
                row.getString("state"),
                tree(row.getString("problem")),
                tree(row.getString("output")),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("finished_at")));
    }

    private StepRow step(ResultSet row, int number) throws SQLException {
        return new StepRow(
                row.getString("path"),
                row.getString("step"),
                row.getString("kind"),
                StepRow.State.of(row.getString("state")),
                row.getInt("attempt"),
                tree(row.getString("input")),
                tree(row.getString("output")),
                tree(row.getString("problem")),
                row.getObject("call_id", UUID.class),
                instant(row.getTimestamp("due_at")),
                row.getString("awaits"),
                tree(row.getString("heard")),
                row.getInt("place"),
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("finished_at")));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
