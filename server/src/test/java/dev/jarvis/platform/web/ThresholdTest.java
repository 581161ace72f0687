package dev.jarvis.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jarvis.testing.Caller;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.env.MockEnvironment;

@SharedServerTest
class ThresholdTest {
    @Autowired
    private ApplicationContext context;

    private World world;

    @BeforeEach
    void build() {
        world = new World(context);
    }

    @Test
    void tellsAnyoneWhetherItIsUpAndNothingElse() {
        Caller.Answer health = world.stranger().get("/api/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"up\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/me", "/api/health", "/missing.js"})
    void dressesEveryAnswer(String path) {
        Caller.Answer answer = world.stranger().get(path);
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                        .doesNotContain("unsafe-eval", "script-src 'self' 'unsafe-inline'"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void keepsPagesOnOneHostButNotTheInterfaceAndTheConnectPages() throws Exception {
        assertThat(at("/settings?tab=keys").headers().firstValue("Location"))
                .hasValue("http://localhost:" + world.port() + "/settings?tab=keys");
        assertThat(at("/api/health").statusCode()).isEqualTo(200);
        assertThat(at("/connect/abc").headers().firstValue("Location")).isEmpty();
        assertThat(at("/api/me").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api//me", "/api/me;x=1", "/api/./me", "/api/%2e%2e/me", "/api/me%00", "/api/me%5c"})
    void refusesPathsThatCanBeReadInTwoWays(String path) {
        assertThat(world.stranger().get(path).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "https://jarvis.example.com, https://jarvis.example.com, true",
        "https://jarvis.example.com, https://jarvis.example.com:443, false",
        "https://jarvis.example.com, http://jarvis.example.com, false",
        "https://jarvis.example.com, https://jarvis.example.com.evil.com, false",
        "https://jarvis.example.com, https://evil.com, false",
        "https://jarvis.example.com, null, false",
        "http://localhost:3001, http://127.0.0.1:3001, true",
        "http://localhost:3001, http://localhost:3002, false",
    })
    void knowsItsOwnPages(String publicUrl, String origin, boolean ours) {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("JARVIS_PUBLIC_URL", publicUrl)
                .withProperty("server.port", "3001");
        assertThat(new PublicUrl(environment, false).isOurs(origin)).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jarvis.example.com", "ftp://x", "https://x/path", "https://x?y", "http://", "::"})
    void stopsTheStartForAPublicUrlThatMakesNoSense(String setting) {
        MockEnvironment environment = new MockEnvironment().withProperty("JARVIS_PUBLIC_URL", setting);
        assertThat(catchThrowable(() -> new PublicUrl(environment, false)))
                .hasMessageContaining("JARVIS_PUBLIC_URL")
                .hasMessageContaining("for example");
    }

    private HttpResponse<String> at(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + world.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
