package dev.jarvis.sdk;

import java.util.Map;

/**
 * One thing that happened, in words for people.
 *
 * @param title one line: {@code Posted “We are open”}
 * @param description more, or empty
 * @param metadata small facts to look things up by; never a secret
 */
public record ActivityEntry(ActivityType type, String title, String description, Map<String, String> metadata) {
    public ActivityEntry {
        if (title.isBlank()) throw new IllegalArgumentException("An activity needs a title");
        metadata = Map.copyOf(metadata);
    }

    public static ActivityEntry of(ActivityType type, String title) {
        return new ActivityEntry(type, title, "", Map.of());
    }
}
