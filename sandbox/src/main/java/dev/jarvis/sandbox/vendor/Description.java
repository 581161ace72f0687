package dev.jarvis.sandbox.vendor;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.jarvis.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** An OpenAPI 3.0 document with its operations and schemas. */
final class Description {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi30());
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    private Description(JsonNode document) {
        this.document = document;
        document.path("paths")
                .forEachEntry((template, item) -> item.forEachEntry((method, definition) -> {
                    if (METHODS.contains(method)) {
                        operations.add(Operation.of(method, template, definition, item.path("parameters")));
                    }
                }));
        operations.sort(Comparator.comparingLong(Operation::variables));
    }

    static Description read(Path file) {
        try {
            return new Description(Json.read(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("The description " + file.getFileName() + " cannot be read.", e);
        }
    }

    Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.fits(method, path))
                .findFirst();
    }

    /** The node itself, or what its {@code $ref} points to within this document. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isString()
                ? resolved(document.at(reference.stringValue().substring(1)))
                : node;
    }

    List<String> problems(JsonNode schema, JsonNode value, String where) {
        return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
                .map(error -> where + place(error) + ": " + error.getMessage())
                .toList();
    }

    private static String place(Error error) {
        return error.getInstanceLocation().toString();
    }

    /** References are looked up from the root, so the root brings the components along. */
    private Schema compiled(JsonNode schema) {
        return registry.getSchema(
                Json.object().set("allOf", Json.array().add(schema)).set("components", document.path("components")));
    }
}
