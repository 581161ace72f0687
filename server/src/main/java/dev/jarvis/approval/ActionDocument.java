package dev.jarvis.approval;

import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.Platform;
import dev.jarvis.sdk.Action;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.node.ObjectNode;

/**
 * Each declared action as a path of its own in the interface's document, beside the one route that takes them all. Of the
 * platforms of this instance; the committed document has the built-in ones.
 */
@Configuration(proxyBeanMethods = false)
class ActionDocument {
    private static final String ROUTE = "/api/{platform}/{action}";
    private static final String JSON = "application/json";

    @Bean
    OpenApiCustomizer actionPaths(Catalogue catalogue) {
        return document -> {
            for (Platform platform : catalogue.platforms())
                for (Action<?, ?, ?> action : platform.actions()) add(document, platform, action);
        };
    }

    private static void add(OpenAPI document, Platform platform, Action<?, ?, ?> action) {
        Operation route = Objects.requireNonNull(document.getPaths().get(ROUTE)).getPost();
        document.getPaths()
                .addPathItem(
                        "/api/%s/%s".formatted(platform.id(), action.id()),
                        new PathItem().post(operation(route, platform, action)));
    }

    private static Operation operation(Operation route, Platform platform, Action<?, ?, ?> action) {
        return new Operation()
                .operationId("%s/%s".formatted(platform.id(), action.id()))
                .tags(List.of(platform.id()))
                .summary(action.title())
                .description(action.description())
                .parameters(route.getParameters().stream()
                        .filter(parameter -> !parameter.getIn().equals("path"))
                        .toList())
                .requestBody(new RequestBody().required(true).content(json(schema(action.inputSchema()))))
                .responses(answers(action)
                        .addApiResponse("default", route.getResponses().getDefault()));
    }

    private static ApiResponses answers(Action<?, ?, ?> action) {
        Schema<?> output = schema(action.outputSchema());
        if (action.readsOnly()) return new ApiResponses().addApiResponse("200", answer("Read", output));
        return new ApiResponses()
                .addApiResponse(
                        "200",
                        new ApiResponse()
                                .description("What would happen (dryRun=true)")
                                .content(json(new ObjectSchema())))
                .addApiResponse("201", answer("Done", output))
                .addApiResponse("202", answer("Waits for somebody's approval", waiting()));
    }

    private static ApiResponse answer(String description, Schema<?> body) {
        return new ApiResponse()
                .description(description)
                .addHeaderObject(
                        ActionAnswers.CALL_ID,
                        new Header().description("For GET /api/calls/{id}").schema(id()))
                .content(json(body));
    }

    private static Schema<?> waiting() {
        return new ObjectSchema()
                .addProperty("callId", id())
                .addProperty("approvalId", id())
                .addProperty("until", new StringSchema().format("date-time"))
                .required(List.of("callId", "approvalId", "until"));
    }

    private static Schema<?> id() {
        return new StringSchema().format("uuid");
    }

    private static Content json(Schema<?> schema) {
        return new Content().addMediaType(JSON, new MediaType().schema(schema));
    }

    /** The library brings an older Jackson, so the text goes between the two. */
    private static Schema<?> schema(ObjectNode declared) {
        try {
            return Json31.mapper().readValue(declared.toString(), Schema.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("Not a schema: " + declared, e);
        }
    }
}
