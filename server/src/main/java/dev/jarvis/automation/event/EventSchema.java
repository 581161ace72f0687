package dev.jarvis.automation.event;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of a type of event: what every event has, and what its {@code data} holds. */
final class EventSchema {
    private static final List<String> TEXTS = List.of("title", "description", "status");

    static ObjectNode of(EventType type) {
        ObjectNode schema = object().put("title", type.title()).put("description", type.description());
        ObjectNode fields = schema.putObject("properties");
        fields.putObject("id").put("type", "string").put("format", "uuid");
        fields.putObject("type").put("const", type.id());
        fields.putObject("at").put("type", "string").put("format", "date-time");
        TEXTS.forEach(name -> fields.putObject(name).put("type", "string"));
        fields.set("actor", actor());
        idOrNull(fields.putObject("connection"));
        idOrNull(fields.putObject("call"));
        fields.set("data", data(type.data()));
        return schema;
    }

    private static ObjectNode actor() {
        ObjectNode actor = object();
        ObjectNode fields = actor.putObject("properties");
        fields.putObject("kind").put("type", "string");
        idOrNull(fields.putObject("id"));
        fields.putObject("name").put("type", "string");
        return actor;
    }

    private static ObjectNode data(Map<String, String> known) {
        ObjectNode data = object();
        if (known.isEmpty()) data.putObject("additionalProperties").put("type", "string");
        ObjectNode fields = data.putObject("properties");
        new TreeMap<>(known)
                .forEach((name, words) ->
                        fields.putObject(name).put("type", "string").put("description", words));
        return data;
    }

    private static void idOrNull(ObjectNode field) {
        field.putArray("type").add("string").add("null");
        field.put("format", "uuid");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode().put("type", "object");
    }

    private EventSchema() {}
}
