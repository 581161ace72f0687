package dev.jarvis.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SharedServerTest
class BodyBudgetTest {
    private static final int LARGE = 30_000_000;
    private static final int AT_ONCE = 20;

    @Autowired
    private ApplicationContext context;

    @Test
    void countsWhatALargeBodyTakesAndLetsSmallOnesPass() {
        BodyBudget budget = new BodyBudget(40 << 20);
        try (var _ = budget.take(10 << 20)) {
            assertThatThrownBy(() -> budget.take(300 << 10))
                    .isInstanceOfSatisfying(
                            Problem.class, busy -> assertThat(busy.status()).isEqualTo(503));
            assertThatCode(() -> budget.take(BodyBudget.FREE).close()).doesNotThrowAnyException();
        }
        assertThatCode(() -> budget.take(Long.MAX_VALUE >> 10).close()).doesNotThrowAnyException();
        assertThatCode(() -> budget.take(300 << 10).close()).doesNotThrowAnyException();
    }

    @Test
    void livesThroughAFloodOfLargeBodies() {
        World world = new World(context);
        ObservatoryId observatory = world.observatory();
        String key = world.member(observatory, Role.OWNER)
                .post("/api/keys", Map.of("name", "k", "role", "operator"))
                .text("/key");
        byte[] body = new byte[LARGE];
        Arrays.fill(body, (byte) 'x');
        byte[] start = "{\"text\":\"".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(start, 0, body, 0, start.length);
        body[LARGE - 2] = '"';
        body[LARGE - 1] = '}';
        List<Integer> answers = flood(world.port(), key, body);

        assertThat(answers)
                .hasSize(AT_ONCE)
                .allMatch(status -> List.of(0, 400, 409, 503).contains(status));
        assertThat(answers).anyMatch(status -> status == 400 || status == 409);
        Caller.Answer health = world.stranger().get("/api/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(world.stranger()
                        .withKey(key)
                        .post("/api/twitter/tweet", Map.of("text", "x".repeat(300_000)))
                        .status())
                .as("the memory was given back")
                .isIn(400, 409);
    }

    /** @return the statuses; 0 where the connection ended while the body was still being sent */
    private static List<Integer> flood(int port, String key, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/twitter/tweet"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<CompletableFuture<Integer>> sent = Stream.generate(
                            () -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                    .limit(AT_ONCE)
                    .map(answer -> answer.thenApply(HttpResponse::statusCode).exceptionally(_ -> 0))
                    .toList();
            return sent.stream().map(CompletableFuture::join).toList();
        }
    }
}
