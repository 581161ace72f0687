package dev.jarvis.observatory.door;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import dev.jarvis.platform.problem.Omissible;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A record says itself what must be there: every component, and other value it shows, that is neither
 * {@code @Nullable} nor {@link Omissible}.
 */
final class RecordSchemas implements ModelConverter {
    private final Map<String, Class<?>> named = new ConcurrentHashMap<>();
    private final Set<String> clashes = ConcurrentHashMap.newKeySet();

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
        String name = reference == null ? schema.getName() : reference.substring(reference.lastIndexOf('/') + 1);
        if (name == null) return;
        noteMeaning(name, java.getRawClass());
        Schema<?> model =
                reference == null ? schema : context.getDefinedModels().get(name);
        if (model != null && model.getProperties() != null) {
            for (RecordComponent component : java.getRawClass().getRecordComponents())
                if (!component.isAnnotationPresent(Omissible.class))
                    describe(wireName(component), component.getAnnotatedType(), model);
            for (Method method : java.getRawClass().getDeclaredMethods())
                if (method.isAnnotationPresent(JsonProperty.class))
                    describe(method.getAnnotation(JsonProperty.class).value(), method.getAnnotatedReturnType(), model);
        }
    }

    /** To be asked when all is resolved: springdoc leaves out, without a word, an answer whose schema throws. */
    void insistOnOneMeaning() {
        if (!clashes.isEmpty()) throw new IllegalStateException(String.join("; ", clashes));
    }

    /** Two records of one name would silently become one. */
    private void noteMeaning(String name, Class<?> type) {
        Class<?> other = named.putIfAbsent(name, type);
        if (other != null && other != type)
            clashes.add("%s and %s would both be called %s; rename one in the interface's document with @Schema(name)"
                    .formatted(other.getName(), type.getName(), name));
    }

    private static String wireName(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static void describe(String name, AnnotatedElement type, Schema<?> model) {
        Schema<?> property = model.getProperties().get(name);
        if (property == null) return;
        if (!type.isAnnotationPresent(Nullable.class)) require(name, model);
        else model.getProperties().put(name, orNull(property));
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
