package dev.jarvis.activity;

import dev.jarvis.platform.db.Notices;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The sealer's statements, for the pipeline's role. Transaction numbers travel as text: they are 64 bits without a sign.
 */
final class SealStore {
    static final String UNSEALED = """
            select a.xid::text as xid_text, %s from activity_logs a
            where a.xid >= ?::xid8 and a.xid < ?::xid8
              and not exists (select from activity_seals s
                              where s.observatory_id = a.observatory_id and s.activity_id = a.id)
            order by a.xid, a.id limit ?
            """.formatted(ChainedRow.COLUMNS);

    static final String HEADS = """
            select s.* from unnest(?::uuid[]) as o(id) cross join lateral
                (select observatory_id, seq, activity_id, hash from activity_seals
                 where observatory_id = o.id order by seq desc limit 1) s
            """;

    /** In bytes, by PostgreSQL. */
    private static final int LONGEST_NOTICE = 8_000;

    private final JdbcClient jdbc;

    SealStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What waits: rows whose transaction is not below {@code from}, and below every one that still runs.
     *
     * @param observatories whose rows these are
     */
    record Waiting(String from, String below, List<UUID> observatories) {}

    record Unsealed(String xid, ChainedRow row) {}

    Waiting waiting() {
        return jdbc.sql("""
                        select s.sealed_below::text as from_xid, h.xmin::text as below,
                               array(select route_unsealed(s.sealed_below, h.xmin)) as observatories
                        from sealing s, (select pg_snapshot_xmin(pg_current_snapshot()) as xmin) h
                        """)
                .query((row, _) ->
                        new Waiting(row.getString("from_xid"), row.getString("below"), ids(row, "observatories")))
                .single();
    }

    /** Holds other sealers off until the transaction ends. */
    String lock() {
        return jdbc.sql("select sealed_below::text from sealing for update")
                .query(String.class)
                .single();
    }

    void enter(Collection<UUID> observatories) {
        String ids = observatories.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
        jdbc.sql("select set_config('jarvis.observatory_ids', ?, true)")
                .param(ids)
                .query(String.class)
                .single();
    }

    /** Whose chain there is, of deleted observatories, too. */
    List<UUID> observatories() {
        return jdbc.sql("select route_logs()").query(UUID.class).list();
    }

    /** In the order they are sealed in. Rows of the first transaction may have been sealed by the batch before. */
    List<Unsealed> unsealed(String from, String below, int atMost) {
        return jdbc.sql(UNSEALED)
                .params(from, below, atMost)
                .query((row, _) -> new Unsealed(row.getString("xid_text"), ChainedRow.of(row)))
                .list();
    }

    /** The last seal of each of these observatories that has one. */
    Map<UUID, Seal> heads(Collection<UUID> observatories) {
        return jdbc.sql("""
                        select s.* from unnest(?) as o(id) cross join lateral
                            (select observatory_id, seq, activity_id, hash from activity_seals
                             where observatory_id = o.id order by seq desc limit 1) s
                        """).param(uuids(observatories)).query((row, _) -> seal(row)).stream()
                .collect(Collectors.toMap(Seal::observatory, Function.identity()));
    }

    void insert(List<Seal> seals) {
        jdbc.sql("""
                        insert into activity_seals (observatory_id, seq, activity_id, hash)
                        select * from unnest(?, ?, ?, ?)
                        """)
                .params(
                        uuids(seals.stream().map(Seal::observatory).toList()),
                        new SqlArrayValue(
                                "bigint", seals.stream().map(Seal::seq).toArray()),
                        uuids(seals.stream().map(Seal::activity).toList()),
                        new SqlArrayValue("bytea", (Object[])
                                seals.stream().map(Seal::hash).toArray(byte[][]::new)))
                .update();
    }

    /** Wakes the live streams of all nodes when this commits. */
    void tell(Collection<UUID> observatories) {
        String named = observatories.stream().map(UUID::toString).collect(Collectors.joining(","));
        jdbc.sql("select pg_notify(?, ?)")
                .params(LiveEvents.SEALED, named.length() < LONGEST_NOTICE ? named : Notices.MISSED_SOME)
                .query((row, _) -> 0)
                .list();
    }

    void advance(String below) {
        jdbc.sql("update sealing set sealed_below = ?::xid8").param(below).update();
    }

    static SqlArrayValue uuids(Collection<UUID> ids) {
        return new SqlArrayValue("uuid", ids.toArray());
    }

    private static List<UUID> ids(ResultSet row, String column) throws SQLException {
        return Arrays.asList((UUID[]) row.getArray(column).getArray());
    }

    static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getObject("observatory_id", UUID.class),
                row.getLong("seq"),
                row.getObject("activity_id", UUID.class),
                row.getBytes("hash"));
    }
}
