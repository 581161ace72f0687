package dev.jarvis.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The anchors in the database. */
final class AnchorStore {
    private final JdbcClient jdbc;

    AnchorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(List<Anchor> anchors) {
        if (anchors.isEmpty()) return;
        jdbc.sql("""
                        insert into activity_anchors (observatory_id, seq, hash, signature, key_id, created_at)
                        select * from unnest(?, ?, ?, ?, ?, ?::timestamptz[]) on conflict do nothing
                        """)
                .params(
                        SealStore.uuids(
                                anchors.stream().map(Anchor::observatory).toList()),
                        new SqlArrayValue(
                                "bigint", anchors.stream().map(Anchor::seq).toArray()),
                        bytes(anchors.stream().map(Anchor::hash).toArray(byte[][]::new)),
                        bytes(anchors.stream().map(Anchor::signature).toArray(byte[][]::new)),
                        new SqlArrayValue(
                                "text", anchors.stream().map(Anchor::keyId).toArray()),
                        new SqlArrayValue(
                                "text",
                                anchors.stream()
                                        .map(anchor -> anchor.at().toString())
                                        .toArray()))
                .update();
    }

    /** Ends of chains that no anchor stands at. */
    List<Seal> unanchored(Collection<UUID> observatories) {
        return jdbc.sql("""
                        select s.* from unnest(?) as o(id) cross join lateral
                            (select observatory_id, seq, activity_id, hash from activity_seals
                             where observatory_id = o.id order by seq desc limit 1) s
                        where not exists (select from activity_anchors a
                                          where a.observatory_id = s.observatory_id and a.seq = s.seq)
                        """)
                .param(SealStore.uuids(observatories))
                .query((row, _) -> SealStore.seal(row))
                .list();
    }

    /** Inside the observatory, in order, from one place to another, both included. */
    List<Anchor> between(UUID observatory, long first, long last) {
        return jdbc.sql("""
                        select observatory_id, seq, hash, signature, key_id, created_at from activity_anchors
                        where observatory_id = ? and seq between ? and ? order by seq
                        """)
                .params(observatory, first, last)
                .query((row, _) -> anchor(row))
                .list();
    }

    /** @return 0 without any */
    long last(UUID observatory) {
        return jdbc.sql("select seq from activity_anchors where observatory_id = ? order by seq desc limit 1")
                .param(observatory)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private static SqlArrayValue bytes(byte[][] values) {
        return new SqlArrayValue("bytea", (Object[]) values);
    }

    private static Anchor anchor(ResultSet row) throws SQLException {
        return new Anchor(
                row.getObject("observatory_id", UUID.class),
                row.getLong("seq"),
                row.getBytes("hash"),
                row.getBytes("signature"),
                row.getString("key_id"),
                row.getObject("created_at", OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toInstant());
    }
}
