package dev.jarvis.automation.run;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How large the values are that a run keeps. */
final class Weight {
    /** Characters, about, of one input or output as JSON. */
    static final int MOST = 1_000_000;

    private static final int SCALAR = 8;

    private Weight() {}

    /** Looks no further than it must. */
    static boolean isTooMuch(@Nullable JsonNode value) {
        return value != null && left(value, MOST) < 0;
    }

    private static int left(JsonNode value, int left) {
        if (value.isString()) return left - value.asString().length() - 2;
        int rest = left - (value.isContainer() ? 2 : SCALAR);
        for (var field : value.properties()) {
            if (rest < 0) return rest;
            rest = left(field.getValue(), rest - field.getKey().length() - 4);
        }
        for (int i = 0; value.isArray() && i < value.size() && rest >= 0; i++) rest = left(value.get(i), rest - 1);
        return rest;
    }
}
