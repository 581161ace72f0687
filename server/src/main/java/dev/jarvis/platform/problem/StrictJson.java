package dev.jarvis.platform.problem;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractJacksonHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the bodies of requests without guessing: unknown, doubled or missing properties, numbers in quotes, U+0000 and
 * anything behind the document are mistakes of the caller, told with the field's name. Jarvis's own reading stays lenient.
 */
@Configuration(proxyBeanMethods = false)
public class StrictJson {
    @Bean
    ServerHttpMessageConvertersCustomizer strictBodies(JsonMapper json) {
        JsonMapper strict = strict(json);
        return converters -> converters
                .withJsonConverter(new PlainTextConverter(strict))
                .configureMessageConvertersList(all -> all.removeIf(StrictJson::isUndeclared));
    }

    private static final class PlainTextConverter extends JacksonJsonHttpMessageConverter {
        PlainTextConverter(JsonMapper json) {
            super(json);
        }

        /** What is written may be {@code application/problem+json}; what is read is declared as JSON by every route. */
        @Override
        protected boolean canRead(@Nullable MediaType type) {
            return type == null || MediaType.APPLICATION_JSON.includes(type);
        }

        @Override
        protected ObjectReader customizeReader(ObjectReader reader, JavaType type) {
            return new PlainTextReader(super.customizeReader(reader, type));
        }
    }

    /** Libraries on the class path bring converters that no route declares: a second reading of the same bytes. */
    private static boolean isUndeclared(HttpMessageConverter<?> converter) {
        return converter instanceof AbstractJacksonHttpMessageConverter<?>
                && !(converter instanceof JacksonJsonHttpMessageConverter);
    }

    /**
     * As a body is read, for a document that came another way, such as YAML that was read into a tree.
     *
     * @throws Problem 400 naming the field
     */
    public static <T> T read(JsonMapper json, JsonNode tree, Class<T> type) {
        try {
            ObjectReader reader = strict(json).readerFor(type);
            return reader.readValue(new PlainTextParser(reader.treeAsTokens(tree)));
        } catch (JacksonException e) {
            throw JsonMistakes.in(e);
        }
    }

    private static void withoutNulls(MutableConfigOverride lists) {
        lists.setNullHandling(JsonSetter.Value.forContentNulls(Nulls.FAIL));
    }

    public static JsonMapper strict(JsonMapper json) {
        return json.rebuild()
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .annotationIntrospector(new RequiredComponents())
                .withConfigOverride(List.class, StrictJson::withoutNulls)
                .withConfigOverride(Set.class, StrictJson::withoutNulls)
                .build();
    }
}
