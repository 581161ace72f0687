package dev.jarvis.activity;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of the log as callers see it.
 *
 * @param seq its place in the chain; null until it is sealed, about a second
 */
@Schema(name = "Activity")
public record ActivityItem(
        UUID id,
        Instant at,

        @Schema(
                allowableValues = {
                    "post",
                    "email",
                    "crm_update",
                    "message",
                    "sync",
                    "read",
                    "connection",
                    "access",
                    "approval",
                    "automation",
                    "system"
                })
        String type,

        String action,
        String title,
        String description,
        Map<String, Object> metadata,

        @Schema(allowableValues = {"success", "failed", "pending"})
        String status,

        By actor,
        String consent,
        @Nullable UUID callId,
        @Nullable UUID integrationId,
        @Nullable Long seq) {
    /** @param id null for Jarvis itself */
    @Schema(name = "Actor")
    public record By(
            @Schema(allowableValues = {"person", "service", "agent", "rule", "system"})
            String kind,

            @Nullable UUID id,
            String name) {}

    static final String COLUMNS = """
            a.id, a.created_at, a.type, a.action, a.title, a.description, a.metadata::text as metadata, a.status,
            a.actor_kind, a.actor_id, a.actor_name, a.consent, a.call_id, a.integration_id""";

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** Nothing is written without one, so an empty title was erased. */
    private static String titleOf(String stored) {
        return stored.isEmpty() ? "(words erased)" : stored;
    }

    static ActivityItem of(ResultSet row) throws SQLException {
        return new ActivityItem(
                row.getObject("id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("action"),
                titleOf(row.getString("title")),
                row.getString("description"),
                JSON.readValue(row.getString("metadata"), OBJECT),
                row.getString("status"),
                new By(row.getString("actor_kind"), row.getObject("actor_id", UUID.class), row.getString("actor_name")),
                row.getString("consent"),
                row.getObject("call_id", UUID.class),
                row.getObject("integration_id", UUID.class),
                row.getObject("seq", Long.class));
    }
}
