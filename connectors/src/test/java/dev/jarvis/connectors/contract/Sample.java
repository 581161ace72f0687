package dev.jarvis.connectors.contract;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the fullest answer that a description allows: every property there, every list with one item. */
final class Sample {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 12;

    private final JsonNode document;
    private int count;

    private Sample(JsonNode document) {
        this.document = document;
    }

    static JsonNode reply(Path description, String method, String path) {
        JsonNode document = new JsonMapper().readTree(description.toFile());
        JsonNode responses = document.path("paths").path(path).path(method).path("responses");
        JsonNode reply = responses.has("201") ? responses.path("201") : responses.path("200");
        JsonNode made = new Sample(document).of(reply.at("/content/application~1json/schema"), "", 0);
        if (made instanceof ObjectNode object)
            object.remove("errors"); // side notes; the refusals have a test of their own
        return made;
    }

    private JsonNode of(JsonNode schema, String name, int depth) {
        if (schema.has("$ref"))
            return of(document.at(schema.path("$ref").asString().substring(1)), name, depth + 1);
        if (schema.has("enum")) return schema.at("/enum/0");
        for (String choice : new String[] {"oneOf", "anyOf", "allOf"})
            if (schema.has(choice) && !schema.has("properties"))
                return of(schema.path(choice).get(0), name, depth + 1);
        return switch (schema.path("type").asString("object")) {
            case "array" ->
                depth > DEEPEST ? JSON.arrayNode() : JSON.arrayNode().add(of(schema.path("items"), name, depth + 1));
            case "integer" -> JSON.numberNode(++count);
            case "number" -> JSON.numberNode(0.5 + ++count);
            case "boolean" -> JSON.booleanNode(true);
            case "string" -> JSON.stringNode(text(schema, name));
            default -> object(schema, depth);
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        if (depth <= DEEPEST)
            schema.path("properties").forEachEntry((name, property) -> object.set(name, of(property, name, depth + 1)));
        return object;
    }

    private String text(JsonNode schema, String name) {
        return switch (schema.path("format").asString("")) {
            case "date-time" -> "2026-11-22T10:00:%02dZ".formatted(count++ % 60);
            case "byte" -> "QUJD";
            case "int64", "uint64" -> Integer.toString(1_700_000 + count++);
            default ->
                name.equals("id") || name.endsWith("_id") ? Integer.toString(1_000 + count++) : name + "-" + count++;
        };
    }
}
