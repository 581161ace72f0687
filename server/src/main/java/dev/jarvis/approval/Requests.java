package dev.jarvis.approval;

import dev.jarvis.activity.Actor;
import dev.jarvis.approval.policy.AtDeadline;
import dev.jarvis.approval.policy.Deciders;
import dev.jarvis.approval.policy.Evidence;
import dev.jarvis.approval.policy.Ruling;
import dev.jarvis.integration.ActionCall;
import dev.jarvis.integration.KeptInput;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Risk;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table of what waits for people. Needs a tenant's transaction. */
final class Requests {
    private static final TypeReference<List<Evidence.Factor>> FACTORS = new TypeReference<>() {};

    private static final String COLUMNS = """
            r.observatory_id, r.id, r.call_id, r.integration_id, r.proposed_action, r.account_name, r.title, r.payload_hash,
            r.origin, r.proposer, r.rule_id, r.author, r.run_id, r.step, r.risk, r.effect, r.cost, r.currency, r.confidence,
            r.confidence_factors, r.reasoning, r.policy_line, r.policy_version, r.deciders, r.at_deadline, r.state, r.version,
            r.created_at, r.expires_at, r.escalated_at, r.responded_by, r.responded_at, r.responded_how, r.response_reason,
            extract(epoch from r.within) as within_seconds, r.expires_at <= clock_timestamp() as expired
            """;

    private static final String SELECT =
            "select r.payload, r.original, " + COLUMNS + " from approval_requests r where r.observatory_id = ?";

    /** Without the whole inputs, which may hold files. */
    private static final String LISTED = "select '{}' as payload, null as original, " + COLUMNS
            + " from approval_requests r where r.observatory_id = ?";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Requests(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A new one. @return when it expires, by the database's clock */
    Instant insert(
            UUID id, ActionCall<?, ?, ?> call, Origin origin, Ruling.Ask ask, long policyVersion, Evidence known) {
        String payload = call.input().toString();
        Risk risk = Proposals.risk(call, origin);
        Origin.Rule rule = origin instanceof Origin.Rule proposing ? proposing : null;
        return jdbc.sql("""
                        insert into approval_requests (observatory_id, id, call_id, rule_id, integration_id, proposed_action,
                            payload_hash, origin, risk, confidence, confidence_factors, reasoning, title, payload, account_name,
                            effect, cost, currency, proposer, author, run_id, step, policy_version, policy_line, deciders, within,
                            at_deadline, expires_at)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?,
                            (select created_by from automation_rules where observatory_id = ? and id = ?),
                            ?, ?, ?, ?, ?::jsonb, make_interval(secs => ?), ?, clock_timestamp() + make_interval(secs => ?))
                        returning expires_at
                        """)
                .params(Arrays.asList(
                        call.observatory().value(),
                        id,
                        call.id(),
                        rule == null ? null : rule.rule(),
                        call.connection().id(),
                        shown(call).toString(),
                        PayloadHash.of(
                                call.connection().platform(),
                                call.action().id(),
                                call.connection().id(),
                                payload),
                        json.writeValueAsString(origin.actor()),
                        risk.wireName(),
                        known.confidence(),
                        json.writeValueAsString(known.factors()),
                        ask.reason(),
                        call.headline(),
                        payload,
                        call.connection().accountName(),
                        call.action().effect().word(),
                        call.cost().amount(),
                        call.cost().currency(),
                        Proposals.proposer(origin).orElse(null),
                        call.observatory().value(),
                        rule == null ? null : rule.rule(),
                        rule == null ? null : rule.run(),
                        rule == null ? null : rule.step(),
                        policyVersion,
                        ask.line(),
                        json.writeValueAsString(ask.by()),
                        (double) ask.within().toSeconds(),
                        ask.atDeadline().wireName(),
                        (double) ask.within().toSeconds()))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private ObjectNode shown(ActionCall<?, ?, ?> call) {
        return json.createObjectNode()
                .put("platform", call.connection().platform())
                .put("action", call.action().id())
                .set("input", KeptInput.of(call.input()).json());
    }

    /** Held until the transaction ends, so that one decision comes after another. */
    Request locked(ObservatoryId observatory, UUID id) {
        jdbc.sql("select from approval_requests where observatory_id = ? and id = ? for update")
                .params(observatory.value(), id)
                .query()
                .listOfRows();
        return get(observatory, id);
    }

    Request get(ObservatoryId observatory, UUID id) {
        return jdbc.sql(SELECT + " and r.id = ?")
                .params(observatory.value(), id)
                .query(this::request)
                .optional()
                .orElseThrow(() -> Problem.notFound("approval"));
    }

    Optional<Request> ofCall(ObservatoryId observatory, UUID call) {
        return jdbc.sql(SELECT + " and r.call_id = ?")
                .params(observatory.value(), call)
                .query(this::request)
                .optional();
    }

    /** Newest first, without their whole inputs. @param before the last one seen, or the largest UUID */
    List<Request> list(ObservatoryId observatory, @Nullable String state, UUID before, int most) {
        return jdbc.sql(LISTED + " and (?::text is null or r.state = ?::text) and r.id < ? order by r.id desc limit ?")
                .params(Arrays.asList(observatory.value(), state, state, before, most))
                .query(this::request)
                .list();
    }

    long pending(ObservatoryId observatory) {
        return jdbc.sql("select count(*) from approval_requests where observatory_id = ? and state = 'pending'")
                .param(observatory.value())
                .query(Long.class)
                .single();
    }

    /** Compare-and-set: only a pending one of this version ends. */
    boolean end(Request request, String state, @Nullable UUID by, String how, @Nullable String reason) {
        return jdbc.sql("""
                        update approval_requests
                        set state = ?, version = version + 1, responded_by = ?, responded_at = clock_timestamp(),
                            responded_how = ?, response_reason = ?
                        where observatory_id = ? and id = ? and state = 'pending' and version = ?
                        """)
                        .params(Arrays.asList(
                                state, by, how, reason, request.observatory().value(), request.id(), request.version()))
                        .update()
                == 1;
    }

    /** What an editor sends back was shown without the bytes of files; those that stayed are put back. */
    JsonNode withFiles(Request request, JsonNode edited) {
        return KeptInput.withFiles(edited, json.readTree(request.payload()));
    }

    void edit(Request request, ActionCall<?, ?, ?> edited, UUID by, Ruling.@Nullable Ask ask) {
        String payload = edited.input().toString();
        Deciders deciders = ask == null ? request.deciders() : ask.by();
        jdbc.sql("""
                        insert into approval_edits (observatory_id, request_id, user_id, before, after) values (?, ?, ?, ?, ?)
                        """)
                .params(request.observatory().value(), request.id(), by, request.payload(), payload)
                .update();
        jdbc.sql("""
                        update approval_requests
                        set payload = ?, payload_hash = ?, proposed_action = ?::jsonb, original = coalesce(original, payload),
                            title = ?, cost = ?, deciders = ?::jsonb, version = version + 1
                        where observatory_id = ? and id = ? and state = 'pending' and version = ?
                        """)
                .params(
                        payload,
                        PayloadHash.of(request.platform(), request.action(), request.integration(), payload),
                        shown(edited).toString(),
                        edited.headline(),
                        edited.cost().amount(),
                        json.writeValueAsString(deciders),
                        request.observatory().value(),
                        request.id(),
                        request.version())
                .update();
    }

    /** @return when it expires now */
    Instant escalate(Request request) {
        return jdbc.sql("""
                        update approval_requests
                        set version = version + 1, escalated_at = clock_timestamp(), deciders = ?::jsonb,
                            expires_at = clock_timestamp() + within
                        where observatory_id = ? and id = ? and state = 'pending' and version = ?
                        returning expires_at
                        """)
                .params(
                        json.writeValueAsString(request.deciders().escalated()),
                        request.observatory().value(),
                        request.id(),
                        request.version())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private Request request(ResultSet row, int number) throws SQLException {
        JsonNode shown = json.readTree(row.getString("proposed_action"));
        return new Request(
                new ObservatoryId(row.getObject("observatory_id", UUID.class)),
                row.getObject("id", UUID.class),
                row.getObject("call_id", UUID.class),
                row.getObject("integration_id", UUID.class),
                shown.path("platform").asString(),
                shown.path("action").asString(),
                row.getString("account_name"),
                row.getString("title"),
                row.getString("payload"),
                row.getString("original"),
                row.getBytes("payload_hash"),
                json.readValue(row.getString("origin"), Actor.class),
                row.getObject("proposer", UUID.class),
                row.getObject("rule_id", UUID.class),
                row.getObject("author", UUID.class),
                row.getObject("run_id", UUID.class),
                row.getString("step"),
                Risk.valueOf(row.getString("risk").toUpperCase(Locale.ROOT)),
                row.getString("effect"),
                row.getBigDecimal("cost"),
                row.getString("currency"),
                row.getDouble("confidence"),
                json.readValue(row.getString("confidence_factors"), FACTORS),
                row.getString("reasoning"),
                row.getString("policy_line"),
                row.getLong("policy_version"),
                json.readValue(row.getString("deciders"), Deciders.class),
                Duration.ofSeconds(row.getLong("within_seconds")),
                AtDeadline.of(row.getString("at_deadline")),
                row.getString("state"),
                row.getLong("version"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getBoolean("expired"),
                instant(row.getTimestamp("escalated_at")),
                row.getObject("responded_by", UUID.class),
                instant(row.getTimestamp("responded_at")),
                row.getString("responded_how"),
                row.getString("response_reason"),
                shown.path("input"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
