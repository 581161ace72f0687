package dev.jarvis.platform.expression;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an expression may expect of a variable.
 *
 * <p>{@link #ANY} is JSON of unknown shape: it is checked only when it is evaluated. A {@link #record} has named fields,
 * so that a misspelt one is found when the expression is saved.
 */
public sealed interface Type {
    Type ANY = new Simple(SimpleType.DYN);
    Type TEXT = new Simple(SimpleType.STRING);
    Type BOOLEAN = new Simple(SimpleType.BOOL);
    Type INTEGER = new Simple(SimpleType.INT);
    Type NUMBER = new Simple(SimpleType.DOUBLE);
    /** Given as text in the form of RFC 3339. */
    Type TIME = new Simple(SimpleType.TIMESTAMP);
    /** An object with keys that are not known beforehand. */
    Type OBJECT = new Simple(MapType.create(SimpleType.STRING, SimpleType.DYN));

    static Type listOf(Type item) {
        return new ListOf(item);
    }

    /**
     * @param name stands in messages, and is one for each shape within an environment
     * @param fields all that may be asked for; one that is absent at run time is found with {@code has(...)}
     */
    static Type record(String name, Map<String, Type> fields) {
        return new Shape(name, fields);
    }

    record Simple(CelType cel) implements Type {
        @Override
        public List<StructType> shapes() {
            return List.of();
        }
    }

    record ListOf(Type item) implements Type {
        @Override
        public CelType cel() {
            return ListType.create(item.cel());
        }

        @Override
        public List<StructType> shapes() {
            return item.shapes();
        }
    }

    record Shape(String name, Map<String, Type> fields) implements Type {
        public Shape {
            fields = Map.copyOf(fields);
        }

        @Override
        public StructType cel() {
            ImmutableMap<String, CelType> types = fields.entrySet().stream()
                    .collect(ImmutableMap.toImmutableMap(
                            Map.Entry::getKey, field -> field.getValue().cel()));
            return StructType.create(name, types.keySet(), field -> Optional.ofNullable(types.get(field)));
        }

        @Override
        public List<StructType> shapes() {
            return Stream.concat(Stream.of(cel()), fields.values().stream().flatMap(field -> field.shapes().stream()))
                    .toList();
        }
    }

    /** As CEL names it. */
    CelType cel();

    /** The record types in it, itself included. */
    List<StructType> shapes();
}
