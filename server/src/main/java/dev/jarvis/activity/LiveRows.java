package dev.jarvis.activity;

import dev.jarvis.platform.db.TenantReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The log in the order of its chain, which is the order in which rows became visible: whoever keeps the number of the last
 * row seen misses none. Each question takes a connection of its own. Safe for many threads.
 */
public record LiveRows(TenantReads reads) {
    static final String AFTER = """
            select s.seq, %s
            from (select * from activity_seals where observatory_id = ? and seq > ? order by seq limit ?) s
            left join activity_logs a on a.observatory_id = s.observatory_id and a.id = s.activity_id
            order by s.seq
            """.formatted(ActivityItem.COLUMNS);

    private static final String BEFORE = """
            select null::bigint as seq, %s from activity_logs a
            where a.observatory_id = ? and a.id < ? order by a.id desc limit ?
            """.formatted(ActivityItem.COLUMNS);

    private static final String ONE = """
            select null::bigint as seq, %s from activity_logs a where a.observatory_id = ? and a.id = ?
            """.formatted(ActivityItem.COLUMNS);

    /** @param item null where the row is gone */
    public record Row(long seq, @Nullable ActivityItem item) {}

    public List<Row> after(UUID observatory, long seq, int atMost) {
        return reads.list(observatory, AFTER, (row, _) -> row(row), observatory, seq, atMost);
    }

    /** The number of the newest row; 0 where there is none. */
    public long head(UUID observatory) {
        return reads.one(
                        observatory,
                        "select seq from activity_seals where observatory_id = ? order by seq desc limit 1",
                        (row, _) -> row.getLong("seq"),
                        observatory)
                .orElse(0L);
    }

    /** Newest first, sealed or not, from before a row on; without its place in the chain. */
    public List<ActivityItem> before(UUID observatory, UUID id, int atMost) {
        return reads.list(observatory, BEFORE, (row, _) -> ActivityItem.of(row), observatory, id, atMost);
    }

    public Optional<ActivityItem> find(UUID observatory, UUID id) {
        return reads.one(observatory, ONE, (row, _) -> ActivityItem.of(row), observatory, id);
    }

    private static Row row(ResultSet row) throws SQLException {
        boolean there = row.getObject("id") != null;
        return new Row(row.getLong("seq"), there ? ActivityItem.of(row) : null);
    }
}
