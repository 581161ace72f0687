package dev.jarvis.observatory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.FirstPeople;
import dev.jarvis.testing.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class FirstStepsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Links links;

    @Autowired
    private TenantTransactions db;

    @Test
    void goesFromTheSetUpLinkToACallWithAKey() {
        assertThat(new Caller(port).get("/api/setup").text("/needed")).isEqualTo("true");
        FirstPeople.ada(port, links, db);
        assertThat(new Caller(port).get("/api/setup").text("/needed")).isEqualTo("false");

        Caller ada = new Caller(port);
        Caller.Answer in =
                ada.post("/api/auth/sign-in", Map.of("email", "Ada@Example.com", "password", FirstPeople.PASSWORD));
        assertThat(in.status()).as(in.body()).isEqualTo(200);
        Caller.Answer me = ada.get("/api/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("/user/email")).isEqualTo("ada@example.com");
        assertThat(me.text("/observatory/name")).isEqualTo("Lovelace");
        assertThat(me.text("/role")).isEqualTo("owner");

        Caller.Answer key = ada.post("/api/keys", Map.of("name", "Robot", "role", "viewer", "kind", "service"));
        assertThat(key.status()).as(key.body()).isEqualTo(201);
        Caller robot = new Caller(port).withKey(key.text("/key"));
        assertThat(robot.get("/api/members").text("/items/0/name")).isEqualTo("Ada");
        Caller.Answer refused = robot.get("/api/keys");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("role-too-low");
    }
}
