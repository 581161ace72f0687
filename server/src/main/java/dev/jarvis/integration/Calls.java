package dev.jarvis.integration;

import dev.jarvis.activity.Actor;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ledger as it is read, and the rows that come without a call to a platform. Needs a tenant's transaction. */
public final class Calls {
    private static final String COLUMNS =
            "id, integration_id, platform, action, state, effect, risk, output, problem, created_at, finished_at";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Calls(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A call as anyone who may read the observatory sees it.
     *
     * @param state planned, waiting, sending, done, failed, ambiguous or refused
     * @param output the action's output; null until done, and for looks at a platform
     * @param problem why it failed or is in doubt
     */
    public record Kept(
            UUID id,
            @Nullable UUID integrationId,
            String platform,
            String action,
            String state,
            String effect,
            String risk,
            @Nullable JsonNode output,
            @Nullable JsonNode problem,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    /** @throws Problem 404 when there is none in this observatory */
    public Kept get(ObservatoryId observatory, UUID call) {
        return find(observatory, call).orElseThrow(() -> Problem.notFound("call"));
    }

    public Optional<Kept> find(ObservatoryId observatory, UUID call) {
        return jdbc.sql("select " + COLUMNS + " from calls where observatory_id = ? and id = ?")
                .params(observatory.value(), call)
                .query(this::row)
                .optional();
    }

    /** Keeps that policy refused it. */
    public void refused(ActionCall<?, ?, ?> call, Actor actor, String code, String reason) {
        KeptInput kept = KeptInput.of(call.input());
        jdbc.sql("""
                        insert into calls (observatory_id, id, integration_id, platform, action, state, effect, risk, origin,
                                           input, input_hash, problem, finished_at)
                        values (?, ?, ?, ?, ?, 'refused', ?, ?::risk_level, ?::jsonb, ?::jsonb, ?, ?::jsonb, now())
                        """)
                .params(
                        call.observatory().value(),
                        call.id(),
                        call.connection().id(),
                        call.connection().platform(),
                        call.action().id(),
                        call.action().effect().word(),
                        call.risk().name().toLowerCase(Locale.ROOT),
                        json.writeValueAsString(actor),
                        kept.json().toString(),
                        kept.hash(),
                        json.createObjectNode()
                                .put("code", code)
                                .put("words", reason)
                                .toString())
                .update();
    }

    private Kept row(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                row.getObject("integration_id", UUID.class),
                row.getString("platform"),
                row.getString("action"),
                row.getString("state"),
                row.getString("effect"),
                row.getString("risk"),
                tree(row.getString("output")),
                tree(row.getString("problem")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("finished_at") == null
                        ? null
                        : row.getTimestamp("finished_at").toInstant());
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
