package dev.jarvis.bench;

import dev.jarvis.sandbox.x.OAuth1Keys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few calls that arrange a server before it is measured or shown. */
final class Api {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String key;

    Api(URI server, String key) {
        this.server = server;
        this.key = key;
    }

    void connectX(OAuth1Keys keys) throws IOException, InterruptedException {
        post(
                "/api/integrations/twitter/connect",
                Map.of(
                        "scheme",
                        "keys",
                        "credentials",
                        Map.of(
                                "api_key", keys.apiKey(),
                                "api_secret", keys.apiSecret(),
                                "access_token", keys.accessToken(),
                                "access_token_secret", keys.accessTokenSecret())));
    }

    /** A connection to any HTTP service. @param keyed whether it honours an Idempotency-Key */
    void connectHttp(String name, String url) throws IOException, InterruptedException {
        post(
                "/api/integrations/http/connect",
                Map.of(
                        "scheme",
                        "header",
                        "accountName",
                        name,
                        "credentials",
                        Map.of("base_url", url, "authorization", "none")));
    }

    /** A rule of one step, turned on. */
    void startRule(String name, Map<String, Object> trigger, Map<String, Object> step)
            throws IOException, InterruptedException {
        JsonNode rule = post("/api/rules", Map.of("name", name, "trigger", trigger, "steps", List.of(step)));
        post("/api/rules/" + rule.path("id").asString() + "/enable", Map.of());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() >= 300)
            throw new IllegalStateException("%s answered %d: %s".formatted(path, reply.statusCode(), reply.body()));
        return JSON.readTree(reply.body());
    }
}
