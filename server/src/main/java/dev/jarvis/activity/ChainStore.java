package dev.jarvis.activity;

import dev.jarvis.observatory.AccessChanged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** What the check reads, inside the observatory, a page at a time. */
final class ChainStore {
    /** Metadata that is no map of texts was not written by us. */
    private static final JsonMapper TEXTS_ONLY = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    static final String LINKS = """
            select s.seq, s.activity_id, s.hash, a.salt, a.title, a.description, a.metadata::text as metadata, %s
            from (select * from activity_seals where observatory_id = ? and seq > ? order by seq limit ?) s
            left join activity_logs a on a.observatory_id = s.observatory_id and a.id = s.activity_id
            order by s.seq
            """.formatted(ChainedRow.COLUMNS);

    private final JdbcClient jdbc;

    ChainStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param content null when the row is gone */
    record Link(Seal seal, @Nullable Content content) {}

    /** @param metadata empty when it is not what Jarvis writes */
    @SuppressWarnings("ArrayRecordComponent") // comes from bytea and is only hashed
    record Content(
            ChainedRow row, byte[] salt, String title, String description, Optional<Map<String, String>> metadata) {
        boolean isErased() {
            return salt.length == 0
                    && title.isEmpty()
                    && description.isEmpty()
                    && metadata.filter(Map::isEmpty).isPresent();
        }

        boolean hasItsWords() {
            return metadata.filter(entries -> new SealedText(salt, row.digest()).matches(title, description, entries))
                    .isPresent();
        }
    }

    /** @param behind the sealer is past its transaction */
    record Place(UUID activity, boolean sealed, boolean behind) {}

    /** What the newest record says was forgotten; a record that waits to be sealed was written a moment ago. */
    record Forgetting(Instant before, boolean sealed) {
        static final Forgetting NOTHING = new Forgetting(Instant.MIN, true);
    }

    Forgetting forgetting(UUID observatory, String sealedBelow) {
        return jdbc.sql("""
                        select a.metadata::text as metadata, a.created_at, a.xid < ?::xid8 as behind from activity_logs a
                        where a.observatory_id = ? and a.type = 'system' and a.action = ? order by a.id desc limit 1
                        """)
                .params(sealedBelow, observatory, Records.FORGOTTEN)
                .query((row, _) -> forgetting(row))
                .optional()
                .orElse(Forgetting.NOTHING);
    }

    private static Forgetting forgetting(ResultSet row) throws SQLException {
        Instant at = row.getObject("created_at", OffsetDateTime.class).toInstant();
        boolean behind = row.getBoolean("behind");
        return texts(row.getString("metadata"))
                .map(entries -> new Forgetting(Records.forgottenBefore(entries, at), behind))
                .orElse(Forgetting.NOTHING);
    }

    /** The rows that were erased by records not sealed yet when {@link #sealedBelow} was read. */
    List<String> erasuresSince(UUID observatory, String sealedBelow) {
        return jdbc.sql("""
                        select a.metadata ->> ? from activity_logs a
                        where a.observatory_id = ? and a.type = 'system' and a.action = ? and a.xid >= ?::xid8
                        """)
                .params(Records.ROW, observatory, Records.ERASED, sealedBelow)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    /** It stands, or its log says who deleted it, or said so until the row's own time was over. */
    boolean standsOrEndedOnRecord(UUID observatory, Instant forgottenBefore) {
        return jdbc.sql("""
                        select exists (select from observatories where id = :id)
                            or exists (select from activity_logs
                                       where observatory_id = :id and type = 'access' and action = :ended)
                            or exists (select from ended_observatories
                                       where observatory_id = :id and ended_at < :before)
                        """)
                .param("id", observatory)
                .param("ended", AccessChanged.OBSERVATORY_DELETED)
                .param("before", atLeastEpoch(forgottenBefore).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** The beginning of time is before PostgreSQL's. */
    private static Instant atLeastEpoch(Instant time) {
        return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    }

    /** Read before the rows: what it is past is sealed by then. */
    String sealedBelow() {
        return jdbc.sql("select sealed_below::text from sealing")
                .query(String.class)
                .single();
    }

    List<Link> links(UUID observatory, long after, int atMost) {
        return jdbc.sql(LINKS)
                .params(observatory, after, atMost)
                .query((row, _) -> link(observatory, row))
                .list();
    }

    List<Place> places(UUID observatory, UUID after, String sealedBelow, int atMost) {
        return jdbc.sql("""
                        select a.id, a.xid < ?::xid8 as behind,
                               exists (select from activity_seals s
                                       where s.observatory_id = a.observatory_id and s.activity_id = a.id) as sealed
                        from (select observatory_id, id, xid from activity_logs
                              where observatory_id = ? and id > ? order by id limit ?) a
                        order by a.id
                        """)
                .params(sealedBelow, observatory, after, atMost)
                .query((row, _) ->
                        new Place(row.getObject("id", UUID.class), row.getBoolean("sealed"), row.getBoolean("behind")))
                .list();
    }

    private static Link link(UUID observatory, ResultSet row) throws SQLException {
        Seal seal = new Seal(
                observatory, row.getLong("seq"), row.getObject("activity_id", UUID.class), row.getBytes("hash"));
        return new Link(seal, row.getBytes("salt") == null ? null : content(row));
    }

    private static Content content(ResultSet row) throws SQLException {
        return new Content(
                ChainedRow.of(row),
                row.getBytes("salt"),
                row.getString("title"),
                row.getString("description"),
                texts(row.getString("metadata")));
    }

    private static Optional<Map<String, String>> texts(String json) {
        try {
            return Optional.ofNullable(TEXTS_ONLY.readValue(json, TEXTS)).filter(map -> !map.containsValue(null));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
