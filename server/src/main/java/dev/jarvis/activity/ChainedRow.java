package dev.jarvis.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the chain covers of a row: every stored field but its words, which the digest stands for. */
@SuppressWarnings("ArrayRecordComponent") // comes from bytea and is only hashed
record ChainedRow(
        UUID observatory,
        UUID id,
        @Nullable UUID integration,
        String type,
        String action,
        String status,
        String actorKind,
        @Nullable UUID actor,
        String actorName,
        String consent,
        @Nullable UUID call,
        byte[] digest,
        Instant at) {
    /** The hash before a chain's first row. */
    static final byte[] START = new byte[32];

    static final String COLUMNS = """
            a.observatory_id, a.id, a.integration_id, a.type, a.action, a.status, a.actor_kind, a.actor_id, a.actor_name,
            a.consent, a.call_id, a.digest, a.created_at""";

    static ChainedRow of(ResultSet row) throws SQLException {
        return new ChainedRow(
                row.getObject("observatory_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("integration_id", UUID.class),
                row.getString("type"),
                row.getString("action"),
                row.getString("status"),
                row.getString("actor_kind"),
                row.getObject("actor_id", UUID.class),
                row.getString("actor_name"),
                row.getString("consent"),
                row.getObject("call_id", UUID.class),
                row.getBytes("digest"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    byte[] hashAfter(byte[] before, long seq) {
        return new Fields("jarvis-activity-seal-1")
                .bytes(before)
                .number(seq)
                .id(observatory)
                .id(id)
                .id(integration)
                .text(type)
                .text(action)
                .text(status)
                .text(actorKind)
                .id(actor)
                .text(actorName)
                .text(consent)
                .id(call)
                .bytes(digest)
                .time(at)
                .hash();
    }
}
