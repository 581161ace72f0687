package dev.jarvis.sandbox;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.oauth.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Calls the sandbox over real HTTP, following no redirect. */
final class Caller {

    static final Set<String> X_SCOPES = Set.of(
            "tweet.read",
            "tweet.write",
            "users.read",
            "like.write",
            "dm.read",
            "dm.write",
            "media.write",
            "offline.access");
    static final Set<String> GMAIL_SCOPES = Set.of("https://www.googleapis.com/auth/gmail.modify");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Caller(String base) {
        this.base = base;
    }

    static Caller of(Sandbox sandbox) {
        return new Caller(sandbox.baseUri().toString());
    }

    /** As @acme_labs or @acme_support, with all scopes. */
    static Caller x(Sandbox sandbox, String handle) {
        Tokens tokens = sandbox.xAuthorization()
                .grant(Credentials.X_CLIENT_ID, Credentials.x(handle).account(), X_SCOPES);
        return of(sandbox).with("Authorization", "Bearer " + tokens.accessToken());
    }

    /** As ada or office. */
    static Caller gmail(Sandbox sandbox, String name) {
        String account = name.equals("ada") ? "104200000000000000001" : "104200000000000000002";
        Tokens tokens = sandbox.google().grant(Credentials.GOOGLE_CLIENT_ID, account, GMAIL_SCOPES);
        return of(sandbox).with("Authorization", "Bearer " + tokens.accessToken());
    }

    Caller with(String name, String value) {
        Caller other = new Caller(base);
        other.headers.putAll(headers);
        other.headers.put(name, value);
        return other;
    }

    Caller basic(String id, String secret) {
        byte[] pair = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    Got get(String path) {
        return call("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    Got delete(String path) {
        return call("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    Got post(String path) {
        return call("POST", path, HttpRequest.BodyPublishers.noBody());
    }

    Got post(String path, String json) {
        return with("Content-Type", "application/json").call("POST", path, HttpRequest.BodyPublishers.ofString(json));
    }

    Got post(String path, String contentType, byte[] body) {
        return with("Content-Type", contentType).call("POST", path, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    Got form(String path, Map<String, String> fields) {
        return with("Content-Type", "application/x-www-form-urlencoded")
                .call("POST", path, HttpRequest.BodyPublishers.ofString(encoded(fields)));
    }

    Got call(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        headers.forEach(request::header);
        try {
            return new Got(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> escaped(field.getKey()) + "=" + escaped(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What came back. */
    record Got(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        byte[] bytes() {
            return response.body();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.read(response.body());
        }

        String at(String pointer) {
            return json().at(pointer).asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** A parameter of the address the reply redirects to. */
        String redirected(String parameter) {
            String query = URI.create(header("Location")).getRawQuery();
            return Parameters.parse(query).first(parameter, "");
        }
    }
}
