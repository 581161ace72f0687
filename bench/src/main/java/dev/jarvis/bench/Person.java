package dev.jarvis.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The superadmin in a browser, who may arrange more than one observatory. */
final class Person {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String cookie;
    private final String csrf;

    private Person(URI server, String cookie, String csrf) {
        this.server = server;
        this.cookie = cookie;
        this.csrf = csrf;
    }

    static Person signIn(URI server, String email, String password) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/auth/sign-in"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("email", email, "password", password))))
                .build();
        HttpResponse<String> in = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (in.statusCode() != 200) throw new IllegalStateException("Signing in answered " + in.body());
        String cookie = in.headers().allValues("Set-Cookie").stream()
                .map(set -> set.split(";", 2)[0])
                .collect(Collectors.joining("; "));
        return new Person(server, cookie, JSON.readTree(in.body()).path("csrf").asString());
    }

    /** @param observatory its id, or empty where none is needed */
    JsonNode post(String path, String observatory, Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .header("Cookie", cookie)
                .header("X-CSRF", csrf)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!observatory.isEmpty()) request.header("X-Observatory", observatory);
        HttpResponse<String> reply = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() / 100 != 2)
            throw new IllegalStateException("%s answered %d: %s".formatted(path, reply.statusCode(), reply.body()));
        return JSON.readTree(reply.body());
    }
}
