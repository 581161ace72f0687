package dev.jarvis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One person's browser: keeps cookies of every site, says where a writing request comes from, follows no redirect. */
public final class Browser {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final String base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private String csrf = "";
    private String observatory = "";

    public Browser(int port) {
        this.base = "http://localhost:" + port;
    }

    public record Page(int status, java.net.http.HttpHeaders headers, String body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String text(String pointer) {
            return json().at(pointer).asString();
        }

        public URI location() {
            return URI.create(headers.firstValue("Location").orElseThrow());
        }
    }

    public Browser signedIn(String email, String password) {
        Page in = post("/api/auth/sign-in", Map.of("email", email, "password", password));
        if (in.status() != 200) throw new AssertionError(in.body());
        return this;
    }

    /** Looks at one of a person's observatories from now on. */
    public Browser at(String id) {
        observatory = id;
        return this;
    }

    public Page get(String address) {
        return send(request(address).GET());
    }

    public Page post(String address, Object body) {
        return send(writing(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    public Page post(String address) {
        return send(writing(address).POST(HttpRequest.BodyPublishers.noBody()));
    }

    public Page delete(String address) {
        return send(writing(address).DELETE());
    }

    private HttpRequest.Builder writing(String address) {
        HttpRequest.Builder request = request(address).header("Origin", base);
        return csrf.isEmpty() ? request : request.header("X-CSRF", csrf);
    }

    private HttpRequest.Builder request(String address) {
        URI uri = address.startsWith("/") ? URI.create(base + address) : URI.create(address);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
        return observatory.isEmpty() || !address.startsWith("/")
                ? request
                : request.header("X-Observatory", observatory);
    }

    private Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return remembered(new Page(response.statusCode(), response.headers(), response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signing in and stepping up give a new token for what is written from then on. */
    private Page remembered(Page page) {
        if (page.status() == 200 && page.body().contains("\"csrf\"")) csrf = page.text("/csrf");
        return page;
    }
}
