package dev.jarvis.automation.event;

import java.util.Map;
import java.util.Optional;

/**
 * A kind of event.
 *
 * @param id dotted, such as {@code connection.broken}; never renamed
 * @param description when it comes, in words
 * @param data what stands in the event's {@code data}, with the meaning of each; empty where it depends on who wrote it
 */
public record EventType(String id, String title, String description, Map<String, String> data) {
    /** @return the type of that id, also one that has gone out of use */
    public static Optional<EventType> named(String id) {
        return EventTypes.ALL.stream().filter(type -> type.id.equals(id)).findFirst();
    }
}
