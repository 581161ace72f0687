package dev.jarvis.automation.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind of event.
 *
 * @param id dotted, such as {@code connection.broken}; never renamed
 * @param description when it comes, in words
 * @param data what stands in the event's {@code data}, with the meaning of each; empty where it depends on who wrote it
 */
public record EventType(String id, String title, String description, Map<String, String> data) {
    public static List<EventType> all() {
        return EventTypes.ALL;
    }

    /** The JSON Schema of an event of this type (draft 2020-12). */
    public ObjectNode schema() {
        return EventSchema.of(this);
    }

    /** @return the type of that id */
    public static Optional<EventType> named(String id) {
        return EventTypes.ALL.stream().filter(type -> type.id.equals(id)).findFirst();
    }
}
