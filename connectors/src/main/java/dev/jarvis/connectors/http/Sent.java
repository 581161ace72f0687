package dev.jarvis.connectors.http;

import dev.jarvis.sdk.Describe;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

record Sent(
        @Describe("POST when left out.") @Nullable Method method,

        @Describe(value = "Below the connection's address.", example = "/orders")
        String path,

        @Describe("Further headers.") @Nullable Map<String, String> headers,
        @Describe("Sent as JSON.") @Nullable JsonNode body) {
    enum Method {
        POST,
        PUT,
        PATCH
    }

    Sent {
        Below.check(path);
        Below.checkHeaders(headers);
    }

    String verb() {
        return method == null ? "POST" : method.name();
    }

    String headline() {
        return verb() + " " + path;
    }
}
