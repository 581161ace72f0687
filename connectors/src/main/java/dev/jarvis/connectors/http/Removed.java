package dev.jarvis.connectors.http;

import dev.jarvis.sdk.Describe;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record Removed(
        @Describe(value = "Below the connection's address.", example = "/orders/7")
        String path,

        @Describe("Further headers.") @Nullable Map<String, String> headers) {
    Removed {
        Below.check(path);
        Below.checkHeaders(headers);
    }
}
