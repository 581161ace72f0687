package dev.jarvis.platform.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The variables of one evaluation. They are looked through, not copied, so the trees must not change meanwhile.
 *
 * <pre>{@code
 * Values values = Values.of(Map.of("trigger", event));
 * }</pre>
 */
public final class Values {
    private final Map<String, Object> bound;

    private Values(Map<String, Object> bound) {
        this.bound = bound;
    }

    public static Values of(Map<String, JsonNode> variables) {
        Map<String, Object> bound = new HashMap<>();
        variables.forEach((name, value) -> bound.put(name, JsonValues.toCel(value)));
        return new Values(bound);
    }

    /** These and one more, or another value for one of these. */
    public Values with(String name, @Nullable JsonNode value) {
        Map<String, Object> more = new HashMap<>(bound);
        more.put(name, JsonValues.toCel(value));
        return new Values(more);
    }

    Optional<Object> find(String name) {
        return Optional.ofNullable(bound.get(name));
    }
}
