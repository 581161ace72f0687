package dev.jarvis.automation.definition;

import dev.jarvis.automation.event.EventType;
import dev.jarvis.integration.Catalogue;
import dev.jarvis.platform.expression.Type;
import dev.jarvis.platform.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What expressions may expect of triggers and of steps' outputs, from the schemas that are there anyway. Shapes have names with
 * capitals: CEL would take {@code trigger.data} for a shape of that name before it looks for the field.
 */
final class Shapes {
    private static final Type SCHEDULE = Type.record(
            "Trigger",
            Map.of("kind", Type.TEXT, "label", Type.TEXT, "due", Type.TEXT, "zone", Type.TEXT, "note", Type.ANY));

    private final Catalogue catalogue;

    Shapes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Type of(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Schedule _ -> SCHEDULE;
            case Trigger.Webhook _ -> Type.ANY;
            case Trigger.Event(String type) -> event("Trigger", type);
        };
    }

    /** @param name what the shape is called in messages */
    static Type event(String name, String type) {
        Map<String, Type> fields = new LinkedHashMap<>();
        for (String text : new String[] {"kind", "id", "type", "at", "title", "description", "status"})
            fields.put(text, Type.TEXT);
        fields.put("actor", Type.record(name + ".actor", Map.of("kind", Type.TEXT, "id", Type.ANY, "name", Type.TEXT)));
        fields.put("connection", Type.ANY);
        fields.put("call", Type.ANY);
        fields.put("data", data(name, type));
        return Type.record(name, fields);
    }

    private static Type data(String name, String type) {
        Map<String, String> known = EventType.named(type).map(EventType::data).orElse(Map.of());
        if (known.isEmpty()) return Type.OBJECT;
        return Type.record(
                name + ".data", known.keySet().stream().collect(Collectors.toMap(field -> field, _ -> Type.TEXT)));
    }

    /** The schema of an act's input; one that says nothing where the action is not known. */
    JsonNode input(Step.Act act) {
        try {
            return catalogue.platform(act.platform()).action(act.verb()).inputSchema();
        } catch (Problem unknown) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** Anything where the step has no output of a known shape. */
    Type output(Step step) {
        return step instanceof Step.Act act ? output(act) : Type.ANY;
    }

    private Type output(Step.Act act) {
        try {
            JsonNode schema =
                    catalogue.platform(act.platform()).action(act.verb()).outputSchema();
            return of(schema, "Step." + act.id() + ".output");
        } catch (Problem unknown) {
            return Type.ANY;
        }
    }

    private static Type of(JsonNode schema, String name) {
        return switch (schema.path("type").asString("")) {
            case "string" -> Type.TEXT;
            case "integer" -> Type.INTEGER;
            case "boolean" -> Type.BOOLEAN;
            case "array" -> Type.listOf(of(schema.path("items"), name + "[]"));
            case "object" -> object(schema, name);
            default -> Type.ANY; // numbers, too: JSON writes a whole one without a point, and CEL tells the two apart
        };
    }

    private static Type object(JsonNode schema, String name) {
        if (!schema.path("additionalProperties").isBoolean()) return Type.OBJECT;
        Map<String, Type> fields = new LinkedHashMap<>();
        schema.path("properties")
                .properties()
                .forEach(field -> fields.put(field.getKey(), of(field.getValue(), name + "." + field.getKey())));
        return Type.record(name, fields);
    }
}
