package dev.jarvis.observatory.door;

import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.platform.problem.ProblemDocument;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** {@code GET /api/openapi.json}: the same bytes on every machine, so that it can be committed and compared. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {
    private static final String PROBLEM = "Problem";
    private static final ApiResponse REFUSED = new ApiResponse()
            .description("Refused")
            .content(new Content()
                    .addMediaType(
                            ProblemDocument.MEDIA_TYPE,
                            new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Principal.class, SignedIn.class);
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    TreeSchemas treeSchemas() {
        return new TreeSchemas();
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI().info(new Info().title("Jarvis").version("1")).servers(List.of(new Server().url("/")));
    }

    /** Any route may refuse, always in the same words. Names of methods in the code are nobody's business. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    OpenApiCustomizer problems(RecordSchemas records) {
        return document -> {
            records.insistOnOneMeaning();
            document.schema(PROBLEM, problem());
            document.getPaths()
                    .forEach((path, item) -> item.readOperations().forEach(operation -> {
                        operation.operationId(null).tags(List.of(subject(path)));
                        operation.getResponses().addApiResponse("default", REFUSED);
                    }));
        };
    }

    /** {@code keys} for {@code /api/keys/{id}}. */
    private static String subject(String path) {
        return path.replaceFirst("^/(api/)?", "").replaceFirst("/.*", "");
    }

    private static Schema<?> problem() {
        Schema<?> mistake = new ObjectSchema()
                .addProperty("field", new StringSchema())
                .addProperty("message", new StringSchema())
                .required(List.of("field", "message"));
        return new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("code", new StringSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("errors", new ArraySchema().items(mistake))
                .addProperty("retryAfter", new IntegerSchema())
                .required(List.of("type", "title", "status", "code", "detail", "errors"))
                .additionalProperties(true);
    }
}
