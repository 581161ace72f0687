package dev.jarvis.activity;

import dev.jarvis.activity.ActivityFilter.Condition;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Cursor;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.UuidV7;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The log, newest first, a page at a time.
 *
 * <p>A page looks at {@link #LOOKED_AT} rows at most, so that a filter that fits few rows costs no more in a long log than
 * in a short one. Where that many rows did not fill the page it is shorter, and its cursor goes on from there.
 */
final class ActivityList {
    static final int LOOKED_AT = 10_000;

    private final TenantReads reads;

    ActivityList(TenantReads reads) {
        this.reads = reads;
    }

    Page<ActivityItem> page(ObservatoryId observatory, ActivityFilter filter, @Nullable String cursor, int limit) {
        UUID before = cursor == null ? null : Cursor.Kind.TIME.decode(cursor).id();
        return page(observatory, filter, before, limit, LOOKED_AT);
    }

    Page<ActivityItem> page(
            ObservatoryId observatory, ActivityFilter filter, @Nullable UUID before, int limit, int lookedAt) {
        Query query = Query.page(observatory, filter, before, limit + 1, lookedAt);
        List<ActivityItem> found =
                reads.list(observatory.value(), query.sql(), (row, _) -> ActivityItem.of(row), query.values());
        if (found.size() > limit) return Page.of(found, limit, item -> cursor(item.id()));
        Query last = Query.lastLookedAt(observatory, filter, before, lookedAt);
        Optional<UUID> stopped =
                reads.one(observatory.value(), last.sql(), (row, _) -> row.getObject("id", UUID.class), last.values());
        return new Page<>(found, stopped.map(ActivityList::cursor).orElse(null));
    }

    static String cursor(UUID id) {
        return Cursor.Kind.TIME.encode(new Cursor<>(UuidV7.timeOf(id), id));
    }

    /** Counts stand in the text: as values they would make the planner guess a tenth of the table. */
    @SuppressWarnings("ArrayRecordComponent") // handed to JDBC
    record Query(String sql, Object[] values) {
        static Query page(
                ObservatoryId observatory, ActivityFilter filter, @Nullable UUID before, int rows, int lookedAt) {
            List<Object> values = new ArrayList<>();
            String looked = looked(observatory, filter, before, values);
            String rest = filter.conditions().stream()
                    .filter(condition -> !condition.indexed())
                    .peek(condition -> values.addAll(condition.values()))
                    .map(Condition::sql)
                    .collect(Collectors.joining(" and ", "where ", " "));
            String sql =
                    """
                    select %s,
                           (select s.seq from activity_seals s
                            where s.observatory_id = a.observatory_id and s.activity_id = a.id limit 1) as seq
                    from (select * from %s order by a.id desc limit %d) a
                    %s order by a.id desc limit %d
                    """.formatted(ActivityItem.COLUMNS, looked, lookedAt, rest.equals("where  ") ? "" : rest, rows);
            return new Query(sql, values.toArray());
        }

        static Query lastLookedAt(
                ObservatoryId observatory, ActivityFilter filter, @Nullable UUID before, int lookedAt) {
            List<Object> values = new ArrayList<>();
            String looked = looked(observatory, filter, before, values);
            return new Query(
                    "select a.id from %s order by a.id desc offset %d limit 1".formatted(looked, lookedAt - 1),
                    values.toArray());
        }

        private static String looked(
                ObservatoryId observatory, ActivityFilter filter, @Nullable UUID before, List<Object> values) {
            StringBuilder sql = new StringBuilder("activity_logs a where a.observatory_id = ?");
            values.add(observatory.value());
            if (before != null) {
                sql.append(" and a.id < ?");
                values.add(before);
            }
            filter.conditions().stream().filter(Condition::indexed).forEach(condition -> {
                sql.append(" and ").append(condition.sql());
                values.addAll(condition.values());
            });
            return sql.toString();
        }
    }
}
