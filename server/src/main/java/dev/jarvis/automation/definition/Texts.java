package dev.jarvis.automation.definition;

import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The small checks that a rule's parts make of themselves; each names its field. */
final class Texts {
    private static final int LONGEST_CEL = 10_000;
    private static final int LARGEST_TEMPLATE = 100_000;
    private static final String NAME = "[a-z][a-zA-Z0-9_]{0,62}";

    static void stepId(String id) {
        if (!id.matches(NAME))
            throw Problem.badInput(
                    "id", "must be a name such as post or ask_first: it stands in expressions as steps.<id>");
    }

    static String line(String field, String text, int most) {
        return Input.text(field, text, most);
    }

    /** A text for people, which may have several lines. */
    static String prose(String field, String text) {
        if (text.length() > 4_000) throw Problem.badInput(field, "must have at most 4000 characters");
        storable(field, text);
        return text.strip();
    }

    static void cel(String field, String text) {
        if (text.isBlank()) throw Problem.badInput(field, "must not be empty");
        if (text.length() > LONGEST_CEL) throw Problem.badInput(field, "must have at most 10000 characters");
        storable(field, text);
    }

    static Map<String, JsonNode> variables(String field, Map<String, JsonNode> vars) {
        if (vars.size() > 100) throw Problem.badInput(field, "must name at most 100 variables");
        vars.forEach((name, value) -> {
            if (!name.matches(NAME)) throw Problem.badInput(field, "must have names such as total or last_post");
            storable(field + "." + name, value);
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    }

    /** PostgreSQL keeps no U+0000, and one would fail a whole batch. */
    static void storable(String field, JsonNode template) {
        String text = template.toString();
        if (text.length() > LARGEST_TEMPLATE) throw Problem.badInput(field, "must have at most 100000 characters");
        if (text.contains("\\u0000")) throw Problem.badInput(field, "must not hold U+0000");
    }

    private static void storable(String field, String text) {
        if (text.indexOf('\0') >= 0) throw Problem.badInput(field, "must not hold U+0000");
    }

    static boolean isTemplate(String text) {
        return text.contains("${");
    }

    static void duration(String field, String text) {
        storable(field, text);
        if (isTemplate(text)) return;
        try {
            between(field, Duration.parse(text), Duration.ZERO, Duration.ofDays(90));
        } catch (DateTimeException e) {
            throw Problem.badInput(field, "must be a duration such as PT2H or P3D");
        }
    }

    static void instant(String field, String text) {
        storable(field, text);
        if (isTemplate(text)) return;
        try {
            OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badInput(field, "must be a time with its offset, such as 2027-01-31T08:00:00Z");
        }
    }

    static void between(String field, @Nullable Duration value, Duration least, Duration most) {
        if (value != null && (value.compareTo(least) < 0 || value.compareTo(most) > 0))
            throw Problem.badInput(field, "must be from %s to %s".formatted(least, most));
    }

    static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badInput(field, "must be an id (a UUID)");
        }
    }

    private Texts() {}
}
