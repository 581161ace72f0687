package dev.jarvis.sdk;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schema (draft 2020-12) from a record, so that an action's input is declared once.
 *
 * <p>Understood: String, int, long, double, boolean and their boxes, BigDecimal, Instant, URI, enums, List, Map with text
 * keys, nested records, JsonNode (anything). Objects are closed: an unknown property is an error.
 */
public final class Schema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ClassValue<ObjectNode> KNOWN = new ClassValue<>() {
        @Override
        protected ObjectNode computeValue(Class<?> type) {
            return object(type);
        }
    };

    private Schema() {}

    /** A fresh copy, which the caller may change. */
    public static ObjectNode of(Class<? extends Record> type) {
        return KNOWN.get(type).deepCopy();
    }

    private static ObjectNode object(Class<?> type) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), property(component));
            if (isRequired(component)) required.add(component.getName());
        }
        if (!required.isEmpty()) schema.set("required", required);
        return schema.put("additionalProperties", false);
    }

    private static boolean isRequired(RecordComponent component) {
        Describe words = component.getAnnotation(Describe.class);
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && (words == null || !words.optional());
    }

    private static ObjectNode property(RecordComponent component) {
        ObjectNode schema = of(component.getAnnotatedType());
        Describe words = component.getAnnotation(Describe.class);
        if (words != null) describe(schema, words);
        return schema;
    }

    private static ObjectNode of(AnnotatedType annotated) {
        Class<?> type = raw(annotated);
        if (type == List.class || type == Set.class)
            return JSON.objectNode().put("type", "array").set("items", of(argument(annotated, 0)));
        if (type == Map.class)
            return JSON.objectNode().put("type", "object").set("additionalProperties", of(argument(annotated, 1)));
        if (type.isEnum()) return enumeration(type);
        if (type.isRecord()) return KNOWN.get(type).deepCopy();
        return scalar(type);
    }

    private static ObjectNode scalar(Class<?> type) {
        ObjectNode schema = JSON.objectNode();
        if (type == String.class) return schema.put("type", "string");
        if (type == Instant.class) return schema.put("type", "string").put("format", "date-time");
        if (type == URI.class) return schema.put("type", "string").put("format", "uri");
        if (type == boolean.class || type == Boolean.class) return schema.put("type", "boolean");
        if (type == int.class || type == Integer.class)
            return schema.put("type", "integer").put("format", "int32");
        if (type == long.class || type == Long.class)
            return schema.put("type", "integer").put("format", "int64");
        if (type == double.class || type == Double.class || type == BigDecimal.class)
            return schema.put("type", "number");
        if (JsonNode.class.isAssignableFrom(type)) return schema;
        throw new IllegalArgumentException("No JSON Schema for " + type.getName() + "; see the list at Schema");
    }

    private static ObjectNode enumeration(Class<?> type) {
        ObjectNode schema = JSON.objectNode().put("type", "string");
        ArrayNode values = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) values.add(wireName((Enum<?>) constant));
        return schema;
    }

    /** An enum is written by its {@code @JsonValue} method where it has one, else by its name. */
    private static String wireName(Enum<?> constant) {
        for (var method : constant.getDeclaringClass().getDeclaredMethods())
            if (method.isAnnotationPresent(JsonValue.class)) return invoke(method, constant);
        return constant.name();
    }

    private static String invoke(java.lang.reflect.Method method, Object constant) {
        try {
            method.setAccessible(true);
            return String.valueOf(method.invoke(constant));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constant + " has no usable @JsonValue", e);
        }
    }

    private static void describe(ObjectNode schema, Describe words) {
        boolean list = "array".equals(schema.path("type").asString(""));
        schema.put("description", words.value());
        if (!words.example().isEmpty()) schema.putArray("examples").add(words.example());
        if (words.minLength() > 0) schema.put(list ? "minItems" : "minLength", words.minLength());
        if (words.maxLength() > 0) schema.put(list ? "maxItems" : "maxLength", words.maxLength());
        if (words.min() != Long.MIN_VALUE) schema.put("minimum", words.min());
        if (words.max() != Long.MAX_VALUE) schema.put("maximum", words.max());
        if (!words.pattern().isEmpty()) schema.put("pattern", words.pattern());
        if (!words.format().isEmpty()) schema.put("format", words.format());
    }

    private static Class<?> raw(AnnotatedType annotated) {
        return switch (annotated.getType()) {
            case Class<?> type -> type;
            case ParameterizedType type -> (Class<?>) type.getRawType();
            default -> throw new IllegalArgumentException("No JSON Schema for " + annotated.getType());
        };
    }

    private static AnnotatedType argument(AnnotatedType annotated, int index) {
        return ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[index];
    }
}
