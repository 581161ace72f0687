package dev.jarvis.automation.event;

import dev.jarvis.activity.ActivityItem;
import dev.jarvis.activity.LiveRows;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Cursor;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What happened, as rules hear of it. */
@RestController
class EventController {
    private static final int LOOKED_AT = 2_000;
    private static final UUID NEWEST = new UUID(-1, -1);

    private final LiveRows log;

    EventController(LiveRows log) {
        this.log = log;
    }

    /** @param schema of an event of this type */
    record PublishedType(String id, String title, String description, Map<String, String> data, ObjectNode schema) {}

    record PublishedTypes(List<PublishedType> items) {}

    @GetMapping("/api/events/types")
    PublishedTypes types() {
        return new PublishedTypes(EventType.all().stream()
                .map(type -> new PublishedType(type.id(), type.title(), type.description(), type.data(), type.schema()))
                .toList());
    }

    /** Newest first. A page may be short and still have a next one. */
    @GetMapping("/api/events")
    Page<Event> list(
            Principal by,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (type != null && EventType.named(type).isEmpty())
            throw Problem.badInput("type", "is not a type of event; GET /api/events/types lists them");
        UUID before =
                cursor == null ? NEWEST : Cursor.Kind.NUMBER.decode(cursor).id();
        return page(by.observatory().value(), type, before, Input.between("limit", limit, 1, Page.MOST));
    }

    private Page<Event> page(UUID observatory, @Nullable String type, UUID before, int limit) {
        List<ActivityItem> rows = log.before(observatory, before, LOOKED_AT);
        List<Event> found = new ArrayList<>();
        for (ActivityItem row : rows) {
            Event.of(row)
                    .filter(event -> type == null || type.equals(event.type()))
                    .ifPresent(found::add);
            if (found.size() == limit) return new Page<>(found, cursor(row.id()));
        }
        return new Page<>(
                found, rows.size() < LOOKED_AT ? null : cursor(rows.getLast().id()));
    }

    private static String cursor(UUID last) {
        return Cursor.Kind.NUMBER.encode(new Cursor<>(0L, last));
    }

    @GetMapping("/api/events/{id}")
    Event get(Principal by, @PathVariable UUID id) {
        return log.find(by.observatory().value(), id).flatMap(Event::of).orElseThrow(() -> Problem.notFound("event"));
    }
}
