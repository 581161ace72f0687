package dev.jarvis.integration;

import dev.jarvis.activity.Actor;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.ErrorKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
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

    private static final String PROPOSED =
            "select id, integration_id, platform, action, state, input, origin, sending_at, created_at from calls where observatory_id = ?";

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
            @Nullable Instant finishedAt) {
        /** How it went; empty while it waits, is being sent, or after it was refused. */
        public Optional<Ran> ran(JsonMapper json) {
            return switch (state) {
                case "done" -> Optional.of(new Ran.Done(output == null ? json.createObjectNode() : output));
                case "failed" -> Optional.of(new Ran.Failed(failure(json)));
                case "ambiguous" -> Optional.of(new Ran.Ambiguous(failure(json)));
                default -> Optional.empty();
            };
        }

        /** The code and the words of its problem, which are empty where there is none. */
        public String code() {
            return problem == null ? "" : problem.path("code").asString("");
        }

        public String words() {
            return problem == null ? "" : problem.path("words").asString("");
        }

        private Failure failure(JsonMapper json) {
            return problem != null && problem.has("kind")
                    ? json.treeToValue(problem, Failure.class)
                    : new Failure(code(), ErrorKind.PERMANENT, words(), 0, null);
        }
    }

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

    /** Keeps that policy refused it. @return false when the ledger has a call of this id already */
    public boolean refused(ActionCall<?, ?, ?> call, Actor actor, String code, String reason) {
        return insert(call, actor, "refused", problem(code, reason));
    }

    /** Keeps that it waits for people. @return false when the ledger has a call of this id already */
    public boolean waiting(ActionCall<?, ?, ?> call, Actor actor) {
        return insert(call, actor, "waiting", null);
    }

    private boolean insert(ActionCall<?, ?, ?> call, Actor actor, String state, @Nullable String problem) {
        KeptInput kept = KeptInput.of(call.input());
        return jdbc.sql("""
                        insert into calls (observatory_id, id, integration_id, platform, action, state, effect, risk, origin,
                                           input, input_hash, problem, finished_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?::jsonb, case when ? then now() end)
                        on conflict (observatory_id, id) do nothing
                        """)
                        .params(Arrays.asList(
                                call.observatory().value(),
                                call.id(),
                                call.connection().id(),
                                call.connection().platform(),
                                call.action().id(),
                                state,
                                call.action().effect().word(),
                                call.risk().wireName(),
                                json.writeValueAsString(actor),
                                kept.json().toString(),
                                kept.hash(),
                                problem,
                                problem != null))
                        .update()
                == 1;
    }

    /**
     * Ends a call of which nothing was sent.
     *
     * @param state {@code refused} or {@code failed}
     * @return false when it does not wait any more
     */
    public boolean close(ObservatoryId observatory, UUID call, String state, String code, String words) {
        return end(observatory, call, "waiting", state, null, problem(code, words));
    }

    /**
     * Writes what a person found out about a call whose end was in doubt.
     *
     * @param state {@code done}, {@code failed}, or {@code waiting} to have it sent again
     * @return false when it is not in doubt any more
     */
    public boolean settle(
            ObservatoryId observatory, UUID call, String state, @Nullable JsonNode output, @Nullable String words) {
        String problem = words == null ? null : problem("settled-by-person", words);
        return end(observatory, call, "ambiguous", state, output, problem);
    }

    private boolean end(
            ObservatoryId observatory,
            UUID call,
            String from,
            String to,
            @Nullable JsonNode output,
            @Nullable String problem) {
        return jdbc.sql("""
                        update calls set state = ?, output = ?::jsonb, problem = ?::jsonb, lease_until = null,
                                         finished_at = case when ? then null else now() end
                        where observatory_id = ? and id = ? and state = ?
                        """)
                        .params(Arrays.asList(
                                to,
                                output == null ? null : output.toString(),
                                problem,
                                to.equals("waiting"),
                                observatory.value(),
                                call,
                                from))
                        .update()
                == 1;
    }

    private String problem(String code, String words) {
        return json.createObjectNode().put("code", code).put("words", words).toString();
    }

    /**
     * What was proposed, as the ledger kept it.
     *
     * @param input without the bytes of files, see {@link KeptInput}
     */
    public record Proposed(
            UUID id,
            @Nullable UUID integrationId,
            String platform,
            String action,
            String state,
            JsonNode input,
            Actor actor,
            @Nullable Instant sendingAt,
            Instant createdAt) {}

    /** @throws Problem 404 when there is none in this observatory */
    public Proposed proposed(ObservatoryId observatory, UUID call) {
        return jdbc.sql(PROPOSED + " and id = ?")
                .params(observatory.value(), call)
                .query(this::proposed)
                .optional()
                .orElseThrow(() -> Problem.notFound("call"));
    }

    /** Newest first, from an instant on; at most {@code most}. */
    public List<Proposed> since(ObservatoryId observatory, Instant from, int most) {
        return jdbc.sql(PROPOSED + " and id >= jarvis_uuidv7_floor(?) order by id desc limit ?")
                .params(observatory.value(), from.atOffset(ZoneOffset.UTC), most)
                .query(this::proposed)
                .list();
    }

    /** Of one state, oldest first. @param after the last one seen, or the smallest UUID */
    public List<Kept> inState(ObservatoryId observatory, String state, UUID after, int most) {
        return jdbc.sql("select " + COLUMNS
                        + " from calls where observatory_id = ? and state = ? and id > ? order by id limit ?")
                .params(observatory.value(), state, after, most)
                .query(this::row)
                .list();
    }

    private Proposed proposed(ResultSet row, int number) throws SQLException {
        return new Proposed(
                row.getObject("id", UUID.class),
                row.getObject("integration_id", UUID.class),
                row.getString("platform"),
                row.getString("action"),
                row.getString("state"),
                json.readTree(row.getString("input")),
                json.readValue(row.getString("origin"), Actor.class),
                row.getTimestamp("sending_at") == null
                        ? null
                        : row.getTimestamp("sending_at").toInstant(),
                row.getTimestamp("created_at").toInstant());
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
