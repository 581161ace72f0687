package dev.jarvis.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.connectors.Connection;
import dev.jarvis.connectors.JdkHttp;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.SandboxOptions;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class HttpTests {
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final HttpIntegration api = (HttpIntegration) Connection.of(
                    "http",
                    Map.of("api", "https://example.com"),
                    Credentials.keys(
                            "header",
                            Map.of(
                                    "base_url", Secret.of(sandbox.baseUri() + "/effects"),
                                    "authorization", Secret.of("Bearer token-1"))),
                    new JdkHttp(),
                    sandbox.clock())
            .integration();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void sendsBelowItsAddressWithItsAuthorization() {
        Answered answered = api.send(sent("/n", "order-1"), call());

        assertThat(answered.status()).isEqualTo(201);
        assertThat(answered.body().path("marker").asString()).isEqualTo("order-1");
        assertThat(sandbox.ledger().timesApplied("effects.n", "order-1")).isOne();
        assertThat(sandbox.ledger().entries().getLast().request().headers().first("Authorization"))
                .isEqualTo("Bearer token-1");
    }

    @Test
    void happensOnceHoweverOftenItIsSentWithItsKey() {
        Call call = call();

        api.sendOnce(sent("/k", "order-2"), call);
        api.sendOnce(sent("/k", "order-2"), call);

        assertThat(sandbox.ledger().timesApplied("effects.k", "order-2")).isOne();
    }

    @Test
    void staysBelowItsAddress() {
        for (String path : new String[] {"/../admin", "//evil.test/", "/a/%2e%2e/b", "elsewhere", "/a#b", "/a b"})
            assertThatThrownBy(() -> sent(path, "x")).as(path).hasMessageContaining("must be");
        for (String header : new String[] {"Authorization", "Host", "X\nY", "Content-Length"})
            assertThatThrownBy(() -> new Look("/a", Map.of(header, "v")))
                    .as(header)
                    .hasMessageContaining("may not hold");
    }

    private static Sent sent(String path, String marker) {
        return new Sent(null, path, null, JsonNodeFactory.instance.objectNode().put("marker", marker));
    }

    private static Call call() {
        return new Call(UUID.randomUUID(), Instant.now(), null);
    }
}
