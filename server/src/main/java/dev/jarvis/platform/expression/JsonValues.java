package dev.jarvis.platform.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Between JSON and what CEL computes with. Objects and arrays are looked through, not copied, and come back as they were.
 */
final class JsonValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 64;

    private JsonValues() {}

    /** Whole numbers beyond 64 bits become floating point, as CEL reads JSON. */
    static Object toCel(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) return NullValue.NULL_VALUE;
        return switch (node) {
            case ObjectNode object -> new ObjectView(object);
            case ArrayNode array -> new ArrayView(array);
            default -> scalar(node);
        };
    }

    private static Object scalar(JsonNode node) {
        if (node.isBoolean()) return node.booleanValue();
        if (node.isIntegralNumber() && node.canConvertToLong()) return node.longValue();
        if (node.isNumber()) return node.doubleValue();
        return node.asString();
    }

    /** Walks through the value, which pays for its size: parts may be shared more often than memory shows. */
    static JsonNode toJson(Object value, Meter meter) {
        return toJson(value, meter, 0);
    }

    private static JsonNode toJson(Object value, Meter meter, int depth) {
        if (depth > DEEPEST)
            throw Stopped.tooExpensive("it builds something nested more than %d deep".formatted(DEEPEST));
        meter.charge(1);
        return switch (value) {
            case ObjectView view -> view.node;
            case ArrayView view -> view.node;
            case Map<?, ?> map -> object(map, meter, depth);
            case List<?> list -> array(list, meter, depth);
            case String text -> JSON.stringNode(text);
            case Boolean truth -> JSON.booleanNode(truth);
            case Long whole -> JSON.numberNode(whole);
            case UnsignedLong whole -> JSON.numberNode(whole.bigIntegerValue());
            case Double number -> number(number);
            case Instant time -> JSON.stringNode(time.toString());
            case Duration time -> JSON.stringNode(seconds(time));
            case CelByteString bytes -> JSON.stringNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case NullValue nothing -> JSON.nullNode();
            default -> throw Stopped.unusable("a %s has no form in JSON".formatted("type"));
        };
    }

    private static JsonNode number(double number) {
        if (!Double.isFinite(number)) throw Stopped.unusable("JSON has no number for infinity or NaN");
        return JSON.numberNode(number);
    }

    /** As the JSON form of protobuf writes a duration. */
    private static String seconds(Duration time) {
        return time.getNano() == 0
                ? time.toSeconds() + "s"
                : java.math.BigDecimal.valueOf(time.toSeconds())
                                .add(java.math.BigDecimal.valueOf(time.getNano(), 9))
                                .stripTrailingZeros()
                                .toPlainString()
                        + "s";
    }

    private static JsonNode object(Map<?, ?> map, Meter meter, int depth) {
        ObjectNode object = JSON.objectNode();
        map.forEach((key, value) -> object.set(String.valueOf(key), toJson(value, meter, depth + 1)));
        return object;
    }

    private static JsonNode array(List<?> list, Meter meter, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (Object item : list) array.add(toJson(item, meter, depth + 1));
        return array;
    }

    private static final class ObjectView extends AbstractMap<String, Object> {
        private final ObjectNode node;

        ObjectView(ObjectNode node) {
            this.node = node;
        }

        @Override
        public int size() {
            return node.size();
        }

        @Override
        public boolean containsKey(Object key) {
            return key instanceof String name && node.has(name);
        }

        @Override
        public @Nullable Object get(Object key) {
            return containsKey(key) ? toCel(node.get((String) key)) : null;
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<String, Object>> iterator() {
                    return node.properties().stream()
                            .<Map.Entry<String, Object>>map(e -> Map.entry(e.getKey(), toCel(e.getValue())))
                            .iterator();
                }

                @Override
                public int size() {
                    return node.size();
                }
            };
        }
    }

    private static final class ArrayView extends AbstractList<Object> {
        private final ArrayNode node;

        ArrayView(ArrayNode node) {
            this.node = node;
        }

        @Override
        public Object get(int index) {
            if (index < 0 || index >= node.size()) throw new IndexOutOfBoundsException(index);
            return toCel(node.get(index));
        }

        @Override
        public int size() {
            return node.size();
        }
    }
}
