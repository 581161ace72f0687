package dev.jarvis.observatory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** On a server that nobody has used yet. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstStepsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Links links;

    @Autowired
    private TenantTransactions db;

    @Test
    void goesFromTheSetUpLinkToACallWithAKey() {
        Caller stranger = new Caller(port);
        assertThat(stranger.get("/api/setup").text("/needed")).isEqualTo("true");
        refusesASetUpWithoutTheLink();
        Map<String, String> wanted = wanted(link());
        Caller.Answer done = stranger.post("/api/setup", wanted);
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        assertThat(done.text("/superadmin")).isEqualTo("true");
        assertThat(new Caller(port).get("/api/setup").text("/needed")).isEqualTo("false");
        refusesASecondSetUp(wanted);
        signsInAndCallsWithAKey();
    }

    private void refusesASetUpWithoutTheLink() {
        Caller.Answer refused = new Caller(port).post("/api/setup", wanted("guessed"));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("link-not-valid");
    }

    private void refusesASecondSetUp(Map<String, String> wanted) {
        Map<String, String> again = new HashMap<>(wanted);
        assertThat(new Caller(port).post("/api/setup", again).code()).isEqualTo("link-not-valid");
        again.put("token", link());
        Caller.Answer refused = new Caller(port).post("/api/setup", again);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("already-set-up");
    }

    private void signsInAndCallsWithAKey() {
        Caller ada = new Caller(port);
        Caller.Answer in =
                ada.post("/api/auth/sign-in", Map.of("email", "Ada@Example.com", "password", World.PASSWORD));
        assertThat(in.status()).as(in.body()).isEqualTo(200);
        Caller.Answer me = ada.get("/api/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("/user/email")).isEqualTo("ada@example.com");
        assertThat(me.text("/observatory/name")).isEqualTo("Lovelace");
        assertThat(me.text("/role")).isEqualTo("owner");

        Caller.Answer key =
                World.proven(ada).post("/api/keys", Map.of("name", "Robot", "role", "viewer", "kind", "service"));
        assertThat(key.status()).as(key.body()).isEqualTo(201);
        Caller robot = new Caller(port).withKey(key.text("/key"));
        assertThat(robot.get("/api/members").text("/items/0/name")).isEqualTo("Ada");
        assertThat(robot.get("/api/keys").code()).isEqualTo("person-needed");
    }

    private String link() {
        return db.global(() -> links.make(Links.Purpose.SETUP, null, Duration.ofMinutes(5)))
                .reveal();
    }

    private static Map<String, String> wanted(String token) {
        return Map.of(
                "token", token,
                "email", "ada@example.com",
                "name", "Ada",
                "password", World.PASSWORD,
                "observatory", "Lovelace");
    }
}
