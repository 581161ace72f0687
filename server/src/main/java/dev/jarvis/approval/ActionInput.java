package dev.jarvis.approval;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.problem.Problem.FieldError;
import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks an act's input against its declared schema, and reads it into the action's record. Safe for many threads. */
public final class ActionInput {
    private static final String WHOLE = "body";

    /** Callers are told in one language, wherever the server stands. */
    private static final SchemaRegistryConfig ENGLISH =
            SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();

    private final JsonMapper json;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(ENGLISH));
    private final Map<Class<?>, Schema> known = new ConcurrentHashMap<>();

    ActionInput(JsonMapper json) {
        this.json = json;
    }

    /** @throws Problem 400 {@code bad-input} with each field's name and what is wrong with it */
    public <I extends Record> I read(Action<?, I, ?> action, JsonNode input) {
        List<FieldError> mistakes = mistakes(action, input);
        if (!mistakes.isEmpty()) throw Problem.badInput(mistakes);
        if (holdsNul(input)) throw Problem.badInput(WHOLE, "holds the character U+0000, which no platform takes");
        return bind(action, input);
    }

    /** What the schema says against it; a field is named as {@code media[0].name}. */
    public List<FieldError> mistakes(Action<?, ?, ?> action, JsonNode input) {
        List<FieldError> tooLarge = new ArrayList<>();
        findTooLarge("", input, tooLarge); // which the validator answers with an exception
        if (!tooLarge.isEmpty()) return tooLarge;
        return schemaOf(action).validate(input).stream()
                .map(ActionInput::explain)
                .toList();
    }

    private static void findTooLarge(String path, JsonNode value, List<FieldError> found) {
        if (value.isNumber() && Math.abs(value.asDouble()) >= Long.MAX_VALUE)
            found.add(new FieldError(path.isEmpty() ? WHOLE : path, "is too large a number"));
        value.properties().forEach(field -> findTooLarge(below(path, field.getKey()), field.getValue(), found));
        for (int i = 0; value.isArray() && i < value.size(); i++) findTooLarge(below(path, i), value.get(i), found);
    }

    private Schema schemaOf(Action<?, ?, ?> action) {
        return known.computeIfAbsent(action.input(), type -> schemas.getSchema(action.inputSchema()));
    }

    private <I extends Record> I bind(Action<?, I, ?> action, JsonNode input) {
        try {
            return json.treeToValue(input, action.input());
        } catch (JacksonException e) {
            throw Problem.badInput(field(e), ownWords(e));
        }
    }

    private static String field(JacksonException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause())
            if (cause instanceof InvalidInput own) return own.field();
        if (!(e instanceof DatabindException bad) || bad.getPath().isEmpty()) return WHOLE;
        String path = "";
        for (JacksonException.Reference step : bad.getPath())
            path = below(path, step.getPropertyName() == null ? (Object) step.getIndex() : step.getPropertyName());
        return path;
    }

    /** A record that validates itself says what is wrong; Jackson's own words speak of Java, so they are not shown. */
    private static String ownWords(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause())
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) return cause.getMessage();
        return "does not have the form it needs";
    }

    private static FieldError explain(Error error) {
        @Nullable String property = error.getProperty();
        NodePath place = error.getInstanceLocation();
        String field = "";
        for (int i = 0; i < place.getNameCount(); i++) field = below(field, place.getElement(i));
        if (property != null) field = below(field, property);
        return new FieldError(field.isEmpty() ? WHOLE : field, words(error));
    }

    /** @param step the name of a property, or a place in a list */
    private static String below(String path, Object step) {
        if (step instanceof Integer place) return path + "[" + place + "]";
        return path.isEmpty() ? step.toString() : path + "." + step;
    }

    private static String words(Error error) {
        return switch (error.getKeyword()) {
            case "required" -> "is missing";
            case "additionalProperties" -> "is not known here";
            default -> error.getMessage().replaceFirst("^[^:]*: ", "");
        };
    }

    private static boolean holdsNul(JsonNode node) {
        if (node.isString()) return node.asString().indexOf('\0') >= 0;
        for (JsonNode child : node) if (holdsNul(child)) return true;
        return false;
    }
}
