package dev.jarvis.automation.definition;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code automation_rules} and {@code rule_versions}. All methods need an open transaction. */
final class RuleTable {
    static final String SELECT = """
            select r.id, v.version, v.name, v.description, v.definition::text as definition,
                   case when r.enabled then r.enabled_at end as enabled_at, r.created_at, v.saved_at, v.saved_by_name
            from automation_rules r
            join rule_versions v on v.observatory_id = r.observatory_id and v.rule_id = r.id""";

    /** Its first value is the observatory. */
    static final String CURRENT =
            SELECT + " and v.version = r.version where r.observatory_id = ? and r.deleted_at is null";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RuleTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<StoredRule> find(ObservatoryId observatory, UUID id) {
        return jdbc.sql(CURRENT + " and r.id = ?")
                .params(observatory.value(), id)
                .query(this::row)
                .optional();
    }

    /** Held until the transaction ends. */
    StoredRule lock(ObservatoryId observatory, UUID id) {
        return jdbc.sql(CURRENT + " and r.id = ? for update of r")
                .params(observatory.value(), id)
                .query(this::row)
                .optional()
                .orElseThrow(() -> Problem.notFound("rule"));
    }

    /** Those of an observatory are saved one after the other, so that two edits cannot make a cycle together. */
    void oneAtATime(ObservatoryId observatory) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('rules ' || ?, 0))")
                .param(observatory.value().toString())
                .query()
                .listOfRows();
    }

    List<StoredRule> all(ObservatoryId observatory) {
        return jdbc.sql(CURRENT + " order by r.id")
                .param(observatory.value())
                .query(this::row)
                .list();
    }

    void insert(Principal by, UUID id, Draft draft, boolean enabled) {
        UserId author = by.person();
        if (author == null) throw new IllegalStateException("A rule has an author");
        filled(draft, jdbc.sql("""
                        insert into automation_rules (observatory_id, id, name, description, trigger_kind, trigger, conditions,
                            actions, risk, requires_approval, enabled, enabled_at, version, created_by, hook_id, event_type)
                        values (:observatory, :id, :name, :description, :kind, :trigger::jsonb, :conditions::jsonb,
                            :steps::jsonb, :risk, :approval, :enabled, case when :enabled then now() end, 1, :author,
                            :hook, :event)"""))
                .param("observatory", by.observatory().value())
                .param("id", id)
                .param("enabled", enabled)
                .param("author", author.value())
                .update();
        keep(by, id, 1, draft);
    }

    void update(Principal by, UUID id, long version, Draft draft) {
        filled(draft, jdbc.sql("""
                        update automation_rules
                        set name = :name, description = :description, trigger_kind = :kind, trigger = :trigger::jsonb,
                            conditions = :conditions::jsonb, actions = :steps::jsonb, risk = :risk,
                            requires_approval = :approval, version = :version, hook_id = :hook, event_type = :event
                        where observatory_id = :observatory and id = :id"""))
                .param("observatory", by.observatory().value())
                .param("id", id)
                .param("version", version)
                .update();
        keep(by, id, version, draft);
    }

    private StatementSpec filled(Draft draft, StatementSpec statement) {
        Definition definition = draft.definition();
        Trigger trigger = definition.trigger();
        return statement
                .param("name", draft.name())
                .param("description", draft.description())
                .param("kind", trigger.kind())
                .param("trigger", json.writeValueAsString(trigger))
                .param("conditions", json.writeValueAsString(definition.conditions()))
                .param("steps", json.writeValueAsString(definition.steps()))
                .param("risk", definition.risk().wireName())
                .param("approval", definition.requiresApproval())
                .param("hook", trigger instanceof Trigger.Webhook(UUID hook) ? hook : null)
                .param("event", trigger instanceof Trigger.Event(String type) ? type : null);
    }

    private void keep(Principal by, UUID id, long version, Draft draft) {
        UserId author = by.person();
        jdbc.sql("""
                        insert into rule_versions (observatory_id, rule_id, version, name, description, definition, saved_by,
                            saved_by_name)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)""")
                .param(by.observatory().value())
                .param(id)
                .param(version)
                .param(draft.name())
                .param(draft.description())
                .param(json.writeValueAsString(draft.definition()))
                .param(author == null ? null : author.value())
                .param(by.name())
                .update();
    }

    void enable(ObservatoryId observatory, UUID id) {
        turn("enabled = true, enabled_at = now()", observatory, id);
    }

    void disable(ObservatoryId observatory, UUID id) {
        turn("enabled = false, enabled_at = null", observatory, id);
    }

    void delete(ObservatoryId observatory, UUID id) {
        turn("enabled = false, enabled_at = null, deleted_at = now()", observatory, id);
    }

    private void turn(String change, ObservatoryId observatory, UUID id) {
        jdbc.sql("update automation_rules set %s where observatory_id = ? and id = ?".formatted(change))
                .params(observatory.value(), id)
                .update();
    }

    StoredRule row(ResultSet row, int number) throws SQLException {
        OffsetDateTime enabledAt = row.getObject("enabled_at", OffsetDateTime.class);
        return new StoredRule(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                new Draft(
                        row.getString("name"),
                        row.getString("description"),
                        json.readValue(row.getString("definition"), Definition.class)),
                enabledAt == null ? null : enabledAt.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                row.getString("saved_by_name"));
    }
}
