package dev.jarvis.automation.run;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Cursor;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs as people look at them: the newest first, each with every step's input and output. */
final class RunHistory {
    private static final String COLUMNS = """
            id, rule_id, rule_version, started_by, label, parent_run, replay_of, state, waits_for, problem, created_at, finished_at
            """;

    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final RunStore store;
    private final JsonMapper json;

    RunHistory(TenantTransactions db, JdbcClient jdbc, RunStore store, JsonMapper json) {
        this.db = db;
        this.jdbc = jdbc;
        this.store = store;
        this.json = json;
    }

    /**
     * @param state running, waiting, succeeded, failed, skipped or cancelled
     * @param waitsFor what it waits for, in words
     */
    record RunItem(
            UUID id,
            UUID rule,
            long version,
            String startedBy,
            @Nullable String label,
            @Nullable UUID parentRun,
            @Nullable UUID replayOf,
            String state,
            @Nullable String waitsFor,
            @Nullable JsonNode problem,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    /** @param call of the ledger: {@code GET /api/calls/{id}}, or another run */
    record StepItem(
            String path,
            String step,
            String kind,
            String state,
            int attempt,
            @Nullable JsonNode input,
            @Nullable JsonNode output,
            @Nullable JsonNode problem,
            @Nullable UUID call,
            @Nullable Instant dueAt,
            Instant startedAt,
            @Nullable Instant finishedAt) {}

    record WholeRun(RunItem run, JsonNode trigger, @Nullable JsonNode output, List<StepItem> steps) {}

    Page<RunItem> list(
            ObservatoryId observatory,
            @Nullable UUID rule,
            @Nullable String state,
            int limit,
            @Nullable String cursor) {
        UUID before = cursor == null
                ? new UUID(-1, -1)
                : Cursor.Kind.NUMBER.decode(cursor).id();
        List<RunItem> rows = db.readInObservatory(
                observatory.value(),
                () -> jdbc.sql("select " + COLUMNS + """
                        from runs
                        where observatory_id = ? and id < ? and (?::uuid is null or rule_id = ?) and (?::text is null or state = ?)
                        order by id desc limit ?""")
                        .param(observatory.value())
                        .param(before)
                        .param(rule)
                        .param(rule)
                        .param(state)
                        .param(state)
                        .param(limit + 1)
                        .query(this::line)
                        .list());
        return Page.of(rows, limit, last -> Cursor.Kind.NUMBER.encode(new Cursor<>(0L, last.id())));
    }

    /** @throws Problem 404 */
    WholeRun get(ObservatoryId observatory, UUID id) {
        return db.readInObservatory(observatory.value(), () -> {
            RunItem line = jdbc.sql("select " + COLUMNS + " from runs where observatory_id = ? and id = ?")
                    .params(observatory.value(), id)
                    .query(this::line)
                    .optional()
                    .orElseThrow(() -> Problem.notFound("run"));
            RunStore.Kept kept = store.find(observatory, id).orElseThrow(() -> Problem.notFound("run"));
            List<StepItem> steps =
                    store.steps(observatory, id).stream().map(RunHistory::shown).toList();
            return new WholeRun(line, kept.begin().trigger(), kept.output(), steps);
        });
    }

    static StepItem shown(StepRow row) {
        return new StepItem(
                row.path(),
                row.step(),
                row.kind(),
                row.state().word(),
                row.attempt(),
                row.input(),
                row.output(),
                row.problem(),
                row.call(),
                row.dueAt(),
                row.startedAt(),
                row.finishedAt());
    }

    private RunItem line(ResultSet row, int number) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        String problem = row.getString("problem");
        return new RunItem(
                row.getObject("id", UUID.class),
                row.getObject("rule_id", UUID.class),
                row.getLong("rule_version"),
                row.getString("started_by"),
                row.getString("label"),
                row.getObject("parent_run", UUID.class),
                row.getObject("replay_of", UUID.class),
                row.getString("state"),
                row.getString("waits_for"),
                problem == null ? null : json.readTree(problem),
                row.getTimestamp("created_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
