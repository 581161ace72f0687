package dev.jarvis.integration.manifest;

import com.networknt.schema.Error;
import java.util.Comparator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;

/**
 * What is wrong with a manifest, and where.
 *
 * @param line counted from 1; 0 when it is not known
 * @param field such as {@code auth[0].pkce}; empty for the whole
 */
public record Mistake(int line, String field, String message) implements Comparable<Mistake> {
    static Mistake whole(String message) {
        return new Mistake(0, "", message);
    }

    /** The line of the field itself, where the error is about a field inside the node. */
    static Mistake of(JsonNode tree, Error error) {
        String pointer = error.getInstanceLocation().toString();
        String inside = error.getProperty() == null
                ? ""
                : "/" + error.getProperty().replace("~", "~0").replace("/", "~1");
        JsonNode node = tree.at(pointer + inside);
        int line = LocatedYaml.line(node.isMissingNode() ? tree.at(pointer) : node);
        return new Mistake(line, field(pointer + inside), words(error));
    }

    /** What a record said of itself. */
    static Mistake of(JsonNode tree, DatabindException refused) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : refused.getPath())
            pointer.append('/')
                    .append(step.getPropertyName() == null ? step.getIndex() : escaped(step.getPropertyName()));
        return new Mistake(LocatedYaml.line(tree.at(pointer.toString())), field(pointer.toString()), words(refused));
    }

    @Override
    public int compareTo(Mistake other) {
        return Comparator.comparingInt(Mistake::line)
                .thenComparing(Mistake::field)
                .thenComparing(Mistake::message)
                .compare(this, other);
    }

    @Override
    public String toString() {
        String where = line == 0 ? "" : "line %d: ".formatted(line);
        return where + (field.isEmpty() ? "it " : field + " ") + message;
    }

    private static String words(Error error) {
        return switch (error.getKeyword()) {
            case "required", "dependentRequired" -> "is missing";
            case "additionalProperties" -> "is not known here";
            default -> error.getMessage();
        };
    }

    private static String words(DatabindException refused) {
        Throwable cause = refused.getCause() instanceof IllegalArgumentException own ? own : refused;
        String said = cause == refused ? refused.getOriginalMessage() : cause.getMessage();
        return String.valueOf(said);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** {@code /auth/0/pkce} as people write it: {@code auth[0].pkce}. */
    private static String field(String pointer) {
        return pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]")
                .replace('/', '.')
                .replaceFirst("^\\.", "")
                .replace("~1", "/")
                .replace("~0", "~");
    }
}
