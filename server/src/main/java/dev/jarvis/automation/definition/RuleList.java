package dev.jarvis.automation.definition;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Cursor;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rules as they are looked at: one, many, and what they were before. Each answer is one round trip. */
final class RuleList {
    private static final String PAGE = """
            select r.id, v.version, v.name, v.description, v.definition::text as definition,
                   case when r.enabled then r.enabled_at end as enabled_at, r.created_at, v.saved_at, v.saved_by_name,
                   s.next_at, f.last_run_at, f.last_success_at, coalesce(f.runs, 0) as runs, coalesce(f.successes, 0) as successes,
                   coalesce(f.failures, 0) as failures, coalesce(f.skips, 0) as skips
            from automation_rules r
            join rule_versions v on v.observatory_id = r.observatory_id and v.rule_id = r.id and v.version = r.version
            left join schedules s on s.observatory_id = r.observatory_id and s.rule_id = r.id and s.active_until is null
            left join rule_figures f on f.observatory_id = r.observatory_id and f.rule_id = r.id
            where r.observatory_id = ? and r.deleted_at is null and (r.created_at, r.id) < (?, ?)
              and (?::text = '' or r.enabled::text = ?) and (?::text = '' or r.trigger_kind = ?)
            order by r.created_at desc, r.id desc limit ?""";

    private static final String VERSIONS = """
            select version, name, saved_at, saved_by_name from rule_versions
            where observatory_id = ? and rule_id = ? and version < ? order by version desc limit ?""";

    private final TenantReads reads;
    private final RuleTable table;

    RuleList(TenantReads reads, RuleTable table) {
        this.reads = reads;
        this.table = table;
    }

    Rule get(ObservatoryId observatory, UUID id) {
        return reads.one(observatory.value(), RuleTable.CURRENT + " and r.id = ?", table::row, observatory.value(), id)
                .map(Rule::of)
                .orElseThrow(() -> Problem.notFound("rule"));
    }

    StoredRule version(ObservatoryId observatory, UUID id, long version) {
        return reads.one(
                        observatory.value(),
                        RuleTable.SELECT
                                + " where r.observatory_id = ? and r.deleted_at is null and r.id = ? and v.version = ?",
                        table::row,
                        observatory.value(),
                        id,
                        version)
                .orElseThrow(() -> Problem.notFound("version of a rule"));
    }

    Page<RuleItem> page(
            ObservatoryId observatory,
            @Nullable Boolean enabled,
            @Nullable String trigger,
            @Nullable String cursor,
            int limit) {
        Cursor<Instant> after = cursor == null
                ? new Cursor<>(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1))
                : Cursor.Kind.TIME.decode(cursor);
        List<RuleItem> rows = reads.list(
                observatory.value(),
                PAGE,
                this::item,
                observatory.value(),
                after.key().atOffset(java.time.ZoneOffset.UTC),
                after.id(),
                orAny(enabled),
                orAny(enabled),
                orAny(trigger),
                orAny(trigger),
                limit + 1);
        return Page.of(rows, limit, last -> Cursor.Kind.TIME.encode(new Cursor<>(last.createdAt(), last.id())));
    }

    private static String orAny(@Nullable Object wanted) {
        return wanted == null ? "" : wanted.toString();
    }

    Page<VersionItem> versions(ObservatoryId observatory, UUID id, @Nullable String cursor, int limit) {
        get(observatory, id);
        long before = cursor == null
                ? Long.MAX_VALUE
                : Cursor.Kind.NUMBER.decode(cursor).key();
        List<VersionItem> rows = reads.list(
                observatory.value(), VERSIONS, (row, _) -> version(row), observatory.value(), id, before, limit + 1);
        return Page.of(rows, limit, last -> Cursor.Kind.NUMBER.encode(new Cursor<>(last.version(), id)));
    }

    private static VersionItem version(ResultSet row) throws SQLException {
        return new VersionItem(
                row.getLong("version"),
                row.getString("name"),
                row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                row.getString("saved_by_name"));
    }

    private RuleItem item(ResultSet row, int number) throws SQLException {
        return RuleItem.of(
                table.row(row, number),
                instant(row, "next_at"),
                new RuleItem.Fared(
                        instant(row, "last_run_at"),
                        instant(row, "last_success_at"),
                        row.getLong("runs"),
                        row.getLong("successes"),
                        row.getLong("failures"),
                        row.getLong("skips")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
