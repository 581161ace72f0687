package dev.jarvis.automation.definition;

import dev.jarvis.platform.expression.Template;
import dev.jarvis.platform.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The places of a template whose value is not known yet, against the schema that the whole must fit. */
final class Holes {
    /** Where a text holds an expression, as {@code media.0.name}; the empty text for the whole. */
    static List<String> of(JsonNode input) {
        List<String> found = new ArrayList<>();
        collect("", input, found);
        return found;
    }

    private static void collect(String path, JsonNode node, List<String> found) {
        if (node.isString() && Texts.isTemplate(node.asString())) found.add(path);
        node.properties().forEach(field -> collect(joined(path, field.getKey()), field.getValue(), found));
        for (int i = 0; node.isArray() && i < node.size(); i++) collect(joined(path, "" + i), node.get(i), found);
    }

    private static String joined(String path, String part) {
        return path.isEmpty() ? part : path + "." + part;
    }

    /** An unknown property is a mistake whatever its value; anything else about a place to be filled is not known yet. */
    static boolean leave(List<String> filled, FieldError error) {
        if (error.message().startsWith("is not known") && !filled.contains("")) return true;
        return filled.stream().noneMatch(hole -> hole.isEmpty() || error.field().equals(hole));
    }

    /** What is wrong with the types of whole values, where the schema and the expression both say one. */
    static List<FieldError> types(String field, JsonNode schema, Template template) {
        return template.holes().stream()
                .filter(hole -> contradicts(schema, hole))
                .map(hole -> new FieldError(
                        Fields.below(field, hole.pointer()),
                        "must be of type %s, and this gives %s".formatted(wanted(schema, hole), hole.type())))
                .toList();
    }

    private static boolean contradicts(JsonNode schema, Template.Hole hole) {
        String type = hole.type();
        return switch (wanted(schema, hole)) {
            case "string" ->
                isNumber(type) || type.equals("bool") || type.startsWith("list(") || type.startsWith("map(");
            case "integer" -> !type.equals("int") && !type.equals("uint") && !isOpen(type);
            case "number" -> !isNumber(type) && !isOpen(type);
            case "boolean" -> !type.equals("bool") && !isOpen(type);
            case "array" -> !type.startsWith("list(") && !isOpen(type);
            case "object" -> isNumber(type) || type.equals("bool") || type.equals("string") || type.startsWith("list(");
            default -> false;
        };
    }

    private static boolean isOpen(String type) {
        return type.equals("dyn") || type.startsWith("wrapper(") || type.equals("any");
    }

    private static boolean isNumber(String type) {
        return type.equals("int") || type.equals("uint") || type.equals("double");
    }

    /** The schema's type at that place; empty where it says none. */
    private static String wanted(JsonNode schema, Template.Hole hole) {
        JsonNode at = schema;
        for (String part : hole.pointer().split("/")) {
            if (part.isEmpty()) continue;
            at = part.matches("\\d+")
                    ? at.path("items")
                    : at.path("properties").path(part.replace("~1", "/").replace("~0", "~"));
        }
        return at.path("type").asString("");
    }

    private Holes() {}
}
