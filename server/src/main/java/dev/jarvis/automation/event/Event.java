package dev.jarvis.automation.event;

import dev.jarvis.activity.ActivityItem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something the platform said about itself: a row of the log, read as an event.
 *
 * @param id the row's, so that an event leads to what stands in the log about it
 * @param type see {@link EventType}
 * @param status success, failed or pending
 * @param connection the connection it is about, where it is about one
 * @param call the act it is about, where it is about one
 * @param data more by its type, as texts; every field of the type is there, empty where nothing is known
 */
public record Event(
        UUID id,
        String type,
        Instant at,
        String title,
        String description,

        @Schema(allowableValues = {"success", "failed", "pending"})
        String status,

        ActivityItem.By actor,
        @Nullable UUID connection,
        @Nullable UUID call,
        Map<String, String> data) {
    /** @return empty for a row that is no event, such as a look at a platform */
    public static Optional<Event> of(ActivityItem row) {
        return EventTypes.of(row)
                .map(type -> new Event(
                        row.id(),
                        type.id(),
                        row.at(),
                        row.title(),
                        row.description(),
                        row.status(),
                        row.actor(),
                        row.integrationId(),
                        row.callId(),
                        data(type, row)));
    }

    private static Map<String, String> data(EventType type, ActivityItem row) {
        Map<String, String> data = new TreeMap<>();
        type.data().keySet().forEach(field -> data.put(field, ""));
        row.metadata().forEach((field, value) -> {
            if (type.data().isEmpty() || type.data().containsKey(field)) data.put(field, String.valueOf(value));
        });
        data.computeIfPresent(
                "rule", (_, rule) -> rule.isEmpty() ? String.valueOf(row.actor().id()) : rule);
        data.computeIfPresent("action", (_, _) -> row.action());
        data.computeIfPresent(
                "decision", (_, _) -> row.action().substring(row.action().indexOf('/') + 1));
        return data;
    }

    /** The run that led to it, where the row says so. */
    public @Nullable UUID run() {
        String run = data.get("run");
        return run == null || run.isEmpty() ? null : UUID.fromString(run);
    }
}
