package dev.jarvis.activity;

import dev.jarvis.platform.db.TenantReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The log in the order of its chain, which is the order in which rows became visible. */
record LiveRows(TenantReads reads) {
    static final String AFTER = """
            select s.seq, %s
            from (select * from activity_seals where observatory_id = ? and seq > ? order by seq limit ?) s
            left join activity_logs a on a.observatory_id = s.observatory_id and a.id = s.activity_id
            order by s.seq
            """.formatted(ActivityItem.COLUMNS);

    /** @param item null where the row is gone */
    record Row(long seq, @Nullable ActivityItem item) {}

    List<Row> after(UUID observatory, long seq, int atMost) {
        return reads.list(observatory, AFTER, (row, _) -> row(row), observatory, seq, atMost);
    }

    long head(UUID observatory) {
        return reads.one(
                        observatory,
                        "select seq from activity_seals where observatory_id = ? order by seq desc limit 1",
                        (row, _) -> row.getLong("seq"),
                        observatory)
                .orElse(0L);
    }

    private static Row row(ResultSet row) throws SQLException {
        boolean there = row.getObject("id") != null;
        return new Row(row.getLong("seq"), there ? ActivityItem.of(row) : null);
    }
}
