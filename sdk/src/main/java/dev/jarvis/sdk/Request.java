package dev.jarvis.sdk;

import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One outgoing call. Immutable; each {@code with...} answers a changed copy.
 *
 * <pre>{@code
 * http.send(Request.post(endpoint("api").resolve("/2/tweets")).json(body).bearer(token))
 * }</pre>
 *
 * @param effect whether the platform's state changes when it arrives. Decides whether a lost answer makes the whole act
 *     ambiguous. True for everything but GET and HEAD, until {@link #withoutEffect()} says otherwise
 */
public record Request(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable Body body,
        Kind kind,
        boolean effect) {
    /** Decides the deadline: API 30 s, TOKEN 120 s and never cut earlier, the others 30 s without a byte. */
    public enum Kind {
        API,
        TOKEN,
        UPLOAD,
        DOWNLOAD
    }

    /** What is sent along, with its media type. */
    public sealed interface Body {
        String contentType();

        /** Held in memory. */
        @SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy of a body of megabytes would be waste
        record Bytes(String contentType, byte[] content) implements Body {}

        /**
         * Read from a stream as it leaves.
         *
         * @param length in bytes
         */
        record Stream(String contentType, long length, Supplier<InputStream> content) implements Body {}
    }

    public Request {
        headers = Map.copyOf(headers);
    }

    public static Request get(URI uri) {
        return new Request("GET", uri, Map.of(), null, Kind.API, false);
    }

    public static Request post(URI uri) {
        return new Request("POST", uri, Map.of(), null, Kind.API, true);
    }

    public static Request put(URI uri) {
        return new Request("PUT", uri, Map.of(), null, Kind.API, true);
    }

    public static Request delete(URI uri) {
        return new Request("DELETE", uri, Map.of(), null, Kind.API, true);
    }

    public Request header(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new Request(method, uri, changed, body, kind, effect);
    }

    public Request bearer(Secret token) {
        return header("Authorization", "Bearer " + token.reveal());
    }

    /** Client authentication by RFC 6749 section 2.3.1: both parts are form-encoded before they are joined. */
    public Request basic(String user, Secret password) {
        String pair = encode(user) + ":" + encode(password.reveal());
        return header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    public Request json(JsonNode json) {
        return bytes("application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A form body ({@code application/x-www-form-urlencoded}), in the order of the map. */
    public Request form(Map<String, String> fields) {
        return bytes("application/x-www-form-urlencoded", encode(fields).getBytes(StandardCharsets.UTF_8));
    }

    public Request bytes(String contentType, byte[] content) {
        return new Request(method, uri, headers, new Body.Bytes(contentType, content), kind, effect);
    }

    public Request stream(String contentType, long length, Supplier<InputStream> content) {
        return new Request(method, uri, headers, new Body.Stream(contentType, length, content), Kind.UPLOAD, effect);
    }

    public Request as(Kind kind) {
        return new Request(method, uri, headers, body, kind, effect);
    }

    /** For a POST that changes nothing anyone sees, such as one chunk of an upload. */
    public Request withoutEffect() {
        return new Request(method, uri, headers, body, kind, false);
    }

    /** Query or form encoding: {@code a=1&b=x%20y}; a space is {@code %20}, which every server reads alike. */
    public static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The headers may hold a token, so they are not printed. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    }
}
