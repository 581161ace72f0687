package dev.jarvis.connectors.http;

import dev.jarvis.sdk.Describe;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record Look(
        @Describe(value = "Below the connection's address, with its query.", example = "/orders?state=open")
        String path,

        @Describe("Further headers.") @Nullable Map<String, String> headers) {
    Look {
        Below.check(path);
        Below.checkHeaders(headers);
    }
}
