package dev.jarvis.automation.run;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values in the form the database takes. */
final class Stored {
    private static final String NUL = "\\u0000";
    private static final String REPLACEMENT = "\\ufffd";

    private Stored() {}

    /** PostgreSQL's jsonb has no U+0000 (table 8.23 of its manual); it becomes U+FFFD rather than the whole batch's error. */
    static @Nullable String text(@Nullable JsonNode json) {
        if (json == null) return null;
        String text = json.toString();
        return text.contains(NUL) ? text.replace(NUL, REPLACEMENT) : text;
    }
}
