package dev.jarvis.sandbox.vendor;

import dev.jarvis.sandbox.http.Header;
import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Multipart;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Compares one request with its operation. */
final class RequestCheck {

    private final Description description;
    private final Operation operation;
    private final Request request;
    private final String path;
    private final List<String> problems = new ArrayList<>();

    RequestCheck(Description description, Operation operation, Request request, String path) {
        this.description = description;
        this.operation = operation;
        this.request = request;
        this.path = path;
    }

    List<String> problems() {
        Parameters query = request.parameters();
        Set<String> known = new LinkedHashSet<>();
        for (JsonNode written : operation.parameters()) {
            JsonNode parameter = description.resolved(written);
            String name = Json.text(parameter, "name", "");
            known.add(name);
            check(parameter, name, values(parameter, name, query));
        }
        for (Header asked : query.all()) {
            if (!known.contains(asked.name())) {
                problems.add("query " + asked.name() + ": is not a parameter of " + operation.template());
            }
        }
        checkBody(description.resolved(operation.definition().path("requestBody")));
        return problems;
    }

    private List<String> values(JsonNode parameter, String name, Parameters query) {
        return switch (Json.text(parameter, "in", "")) {
            case "path" -> {
                String value = operation.variable(name, path);
                yield value == null ? List.of() : List.of(value);
            }
            case "header" -> {
                String value = request.headers().first(name);
                yield value == null ? List.of() : List.of(value);
            }
            default -> query.every(name);
        };
    }

    private void check(JsonNode parameter, String name, List<String> values) {
        String where = Json.text(parameter, "in", "query") + " " + name;
        if (values.isEmpty()) {
            if (parameter.path("required").asBoolean(false)) {
                problems.add(where + ": is required");
            }
            return;
        }
        JsonNode schema = description.resolved(parameter.path("schema"));
        problems.addAll(description.problems(parameter.path("schema"), value(parameter, schema, values), where));
    }

    private JsonNode value(JsonNode parameter, JsonNode schema, List<String> values) {
        if (!Json.text(schema, "type", "").equals("array")) {
            return scalar(schema, values.getFirst());
        }
        JsonNode items = description.resolved(schema.path("items"));
        boolean commas = !parameter.path("explode").asBoolean(true);
        ArrayNode array = Json.array();
        values.stream()
                .flatMap(value -> commas ? Arrays.stream(value.split(",", -1)) : Stream.of(value))
                .forEach(value -> array.add(scalar(items, value)));
        return array;
    }

    /** A query has only text: it is read as the type the schema wants where it can be. */
    private static JsonNode scalar(JsonNode schema, String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (Json.text(schema, "type", "string")) {
            case "integer" ->
                text.matches("-?[0-9]{1,18}") ? nodes.numberNode(Long.parseLong(text)) : nodes.stringNode(text);
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? nodes.booleanNode(text.equals("true"))
                        : nodes.stringNode(text);
            default -> nodes.stringNode(text);
        };
    }

    private void checkBody(JsonNode described) {
        if (request.body().length == 0) {
            if (described.path("required").asBoolean(false)) {
                problems.add("body: is required");
            }
            return;
        }
        String type = request.headers().mediaType().toLowerCase(Locale.ROOT);
        JsonNode content = described.path("content");
        if (!content.has(type)) {
            problems.add("body: " + (type.isEmpty() ? "has no content type" : type) + " is not one of "
                    + content.propertyNames());
            return;
        }
        JsonNode schema = content.path(type).path("schema");
        switch (type) {
            case "application/json" -> checkJson(schema);
            case "multipart/form-data" -> problems.addAll(description.problems(schema, form(schema), "body"));
            default -> {
                // other bodies are described as text or bytes, which any body is
            }
        }
    }

    private void checkJson(JsonNode schema) {
        try {
            problems.addAll(description.problems(schema, Json.read(request.body()), "body"));
        } catch (JacksonException e) {
            problems.add("body: is not JSON");
        }
    }

    private ObjectNode form(JsonNode schema) {
        JsonNode properties = description.resolved(schema).path("properties");
        Multipart multipart = Multipart.of(request);
        ObjectNode form = Json.object();
        for (String name : multipart.parts().keySet()) {
            form.set(name, scalar(description.resolved(properties.path(name)), multipart.text(name)));
        }
        return form;
    }
}
