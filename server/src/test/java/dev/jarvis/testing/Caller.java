package dev.jarvis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who calls the server over real HTTP: a browser that keeps its session cookie and CSRF token, or a program
 * with a key.
 *
 * <pre>{@code
 * Caller ada = new Caller(port);
 * ada.post("/api/auth/sign-in", Map.of("email", "ada@example.com", "password", "..."));
 * assertThat(ada.get("/api/me").status()).isEqualTo(200);
 * }</pre>
 */
public final class Caller {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Behind a database that is gone an answer may take the 15 seconds for which writes are held, and the time to find out. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Caller(int port) {
        this.port = port;
    }

    /** One answer; its body is read as JSON where it is asked for. */
    public record Answer(int status, java.net.http.HttpHeaders headers, String body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String text(String pointer) {
            return json().at(pointer).asString();
        }

        /** Of the problem that it is; empty for anything else. */
        public String code() {
            boolean problem = headers.firstValue("Content-Type")
                    .filter("application/problem+json"::equals)
                    .isPresent();
            return problem ? text("/code") : "";
        }
    }

    /** The same caller with a header more, or with another value of it; null takes it away. */
    public Caller with(String header, String value) {
        Caller other = new Caller(port);
        other.headers.putAll(headers);
        other.cookies.putAll(cookies);
        if (value == null) other.headers.remove(header);
        else other.headers.put(header, value);
        return other;
    }

    public String cookie(String name) {
        return cookies.get(name);
    }

    /** The same caller with another value of a cookie; null takes it away. */
    public Caller withCookie(String name, String value) {
        Caller other = with("X-None", null);
        if (value == null) other.cookies.remove(name);
        else other.cookies.put(name, value);
        return other;
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    public Caller withKey(String key) {
        return with("Authorization", "Bearer " + key);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, JSON.writeValueAsString(body));
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, JSON.writeValueAsString(body));
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** @param body as it is; sent as JSON unless this caller has another Content-Type */
    public Answer send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null && !headers.containsKey("Content-Type")) request.header("Content-Type", "application/json");
        headers.forEach(request::header);
        if (!cookies.isEmpty()) request.header("Cookie", cookieHeader());
        return remember(answer(request.build()));
    }

    private static Answer answer(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, Caller::unlessItStreams);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An event stream has no end to wait for. */
    private static HttpResponse.BodySubscriber<String> unlessItStreams(HttpResponse.ResponseInfo info) {
        boolean streams = info.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
        return streams ? new HangUp() : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    /** Cookies and the CSRF token, as a browser and the dashboard keep them. */
    private Answer remember(Answer answer) {
        for (String set : answer.headers().allValues("Set-Cookie")) {
            String[] pair = set.substring(0, set.indexOf(';')).split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        if (answer.status() < 300 && answer.body().contains("\"csrf\":\"")) headers.put("X-CSRF", answer.text("/csrf"));
        return answer;
    }

    /** Ends the call as soon as it is answered. */
    private static final class HangUp implements HttpResponse.BodySubscriber<String> {
        @Override
        public CompletionStage<String> getBody() {
            return CompletableFuture.completedStage("");
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> part) {}

        @Override
        public void onError(Throwable trouble) {}

        @Override
        public void onComplete() {}
    }
}
