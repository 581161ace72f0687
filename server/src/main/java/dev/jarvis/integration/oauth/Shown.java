package dev.jarvis.integration.oauth;

import dev.jarvis.sdk.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as it would leave, to be read by people: everything exact but what is secret. */
record Shown(
        String method,
        String address,
        Map<String, String> headers,
        @Nullable String body) {
    static Shown get(URI address) {
        return new Shown("GET", address.toString(), Map.of(), null);
    }

    static Shown of(Request request) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.computeIfPresent("Authorization", (_, value) -> masked(value));
        Request.Body body = request.body();
        if (body != null) headers.put("Content-Type", body.contentType());
        return new Shown(request.method(), request.uri().toString(), headers, text(body));
    }

    /** The kind of authorization is worth seeing; what follows it is not. */
    private static String masked(String authorization) {
        int space = authorization.indexOf(' ');
        return space < 0 ? Mask.MASK : authorization.substring(0, space) + " " + Mask.MASK;
    }

    private static @Nullable String text(Request.@Nullable Body body) {
        return switch (body) {
            case Request.Body.Bytes(String _, byte[] content) -> new String(content, StandardCharsets.UTF_8);
            case Request.Body.Stream _ -> "(a stream)";
            case null -> null;
        };
    }
}
