package dev.jarvis.automation.definition;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is otherwise in a later version.
 *
 * @param field such as {@code steps[0].input.text}
 * @param before null where it was not there
 * @param after null where it is gone
 */
@Schema(name = "RuleDifference")
record Difference(
        String field, @Nullable JsonNode before, @Nullable JsonNode after) {
    static List<Difference> between(JsonNode before, JsonNode after) {
        List<Difference> found = new ArrayList<>();
        compare("", before, after, found);
        return found;
    }

    private static void compare(String field, JsonNode before, JsonNode after, List<Difference> found) {
        if (before.equals(after)) return;
        if (before.isObject() && after.isObject()) members(field, before, after, found);
        else if (before.isArray() && after.isArray()) elements(field, before, after, found);
        else found.add(new Difference(field, orNull(before), orNull(after)));
    }

    private static void members(String field, JsonNode before, JsonNode after, List<Difference> found) {
        Set<String> names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        for (String name : names)
            compare(field.isEmpty() ? name : field + "." + name, before.path(name), after.path(name), found);
    }

    private static void elements(String field, JsonNode before, JsonNode after, List<Difference> found) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++)
            compare(field + "[" + i + "]", before.path(i), after.path(i), found);
    }

    private static @Nullable JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? null : node;
    }
}
