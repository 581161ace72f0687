package dev.jarvis.observatory.door;

import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.platform.problem.ProblemDocument;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code GET /api/openapi.json}: the same bytes on every machine, so that it can be committed and compared. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {
    private static final String PROBLEM = ProblemDocument.class.getSimpleName();

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Principal.class, SignedIn.class);
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI().info(new Info().title("Jarvis").version("1")).servers(List.of(new Server().url("/")));
    }

    /** Any route may refuse, always in the same words. */
    @Bean
    OpenApiCustomizer problems(RecordSchemas records) {
        return document -> {
            ModelConverters converters = ModelConverters.getInstance(true);
            converters.readAll(ProblemDocument.class).forEach(document::schema);
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(OpenApiDocument::mayRefuse);
        };
    }

    private static void mayRefuse(Operation operation) {
        Schema<?> schema = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("Refused")
                                .content(new Content()
                                        .addMediaType(ProblemDocument.MEDIA_TYPE, new MediaType().schema(schema))));
    }
}
