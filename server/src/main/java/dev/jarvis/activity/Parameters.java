package dev.jarvis.activity;

import dev.jarvis.platform.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The query of a request: what is unknown, given twice or of the wrong kind is refused with its name. */
record Parameters(Map<String, List<String>> all) {
    /** Says for which observatory; read by the door, before any route. */
    private static final String OBSERVATORY = "observatory";

    Parameters only(Collection<String> known) {
        for (Map.Entry<String, List<String>> one : all.entrySet()) {
            if (!known.contains(one.getKey()) && !one.getKey().equals(OBSERVATORY))
                throw Problem.badInput(one.getKey(), "is not known here; known are " + String.join(", ", known));
            if (one.getValue().size() > 1) throw Problem.badInput(one.getKey(), "must be given once");
        }
        return this;
    }

    @Nullable
    String text(String name, int most) {
        List<String> values = all.get(name);
        if (values == null) return null;
        String value = values.getFirst();
        if (value == null || value.isBlank()) throw Problem.badInput(name, "must not be empty");
        if (value.length() > most) throw Problem.badInput(name, "must have at most %d characters".formatted(most));
        if (value.indexOf('\0') >= 0) throw Problem.badInput(name, "must not contain U+0000");
        return value;
    }

    @Nullable
    String oneOf(String name, Collection<String> allowed) {
        String value = text(name, 100);
        if (value != null && !allowed.contains(value))
            throw Problem.badInput(name, "must be one of " + String.join(", ", allowed));
        return value;
    }

    @Nullable
    UUID id(String name) {
        String value = text(name, 100);
        if (value == null) return null;
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw Problem.badInput(name, "must be an id (UUID)");
        }
    }

    @Nullable
    Instant time(String name) {
        String value = text(name, 100);
        if (value == null) return null;
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw Problem.badInput(name, "must be a time with its offset (RFC 3339), such as 2026-01-31T08:00:00Z");
        }
    }

    boolean flag(String name) {
        return "true".equals(oneOf(name, List.of("true", "false")));
    }

    int number(String name, int usual, int least, int most) {
        String value = text(name, 100);
        if (value == null) return usual;
        String wrong = "must be a number from %d to %d".formatted(least, most);
        try {
            int number = Integer.parseInt(value);
            if (number < least || number > most) throw Problem.badInput(name, wrong);
            return number;
        } catch (NumberFormatException e) {
            throw Problem.badInput(name, wrong);
        }
    }
}
