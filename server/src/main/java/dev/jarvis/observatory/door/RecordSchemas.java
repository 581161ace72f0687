package dev.jarvis.observatory.door;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A record says itself what must be there: every component that is not {@code @Nullable}. */
final class RecordSchemas implements ModelConverter {
    private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        JavaType java = Json31.mapper().constructType(type.getType());
        if (schema != null && java != null && java.getRawClass().isRecord()) describe(java, schema, context);
        return schema;
    }

    private void describe(JavaType java, Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        if (reference == null) return;
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        insistOnOneMeaning(name, java.getRawClass());
        Schema<?> model = context.getDefinedModels().get(name);
        if (model != null && model.getProperties() != null) {
            for (RecordComponent component : java.getRawClass().getRecordComponents()) describe(component, model);
        }
    }

    /** Two records of one name would silently become one. */
    private void insistOnOneMeaning(String name, Class<?> type) {
        Class<?> other = named.putIfAbsent(name, type);
        if (other != null && other != type)
            throw new IllegalStateException("%s and %s would both be called %s in the interface's document; rename one"
                    .formatted(other.getName(), type.getName(), name));
    }

    private static void describe(RecordComponent component, Schema<?> model) {
        Schema<?> property = model.getProperties().get(component.getName());
        if (property == null) return;
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) require(component.getName(), model);
        else model.getProperties().put(component.getName(), orNull(property));
    }

    private static void require(String name, Schema<?> model) {
        if (model.getRequired() == null || !model.getRequired().contains(name)) model.addRequiredItem(name);
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null)
            return new Schema<>().anyOf(List.of(property, new Schema<>().types(Set.of("null"))));
        if (property.getTypes() != null) {
            Set<String> types = new LinkedHashSet<>(property.getTypes());
            types.add("null");
            property.setTypes(types);
        }
        return property;
    }
}
