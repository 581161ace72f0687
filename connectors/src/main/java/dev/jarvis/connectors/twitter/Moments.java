package dev.jarvis.connectors.twitter;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Times as X writes them (RFC 3339). */
final class Moments {
    private Moments() {}

    /** Null where there is none, or none that can be read: a strange time is no reason to lose the post. */
    static @Nullable Instant of(JsonNode node) {
        try {
            return node.isString() ? OffsetDateTime.parse(node.asString()).toInstant() : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
