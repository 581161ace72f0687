package dev.jarvis.observatory.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SharedServerTest
@Protocol
class ApiKeysTest {
    private static final Duration PROMISE = Duration.ofSeconds(1);

    @Autowired
    private ApplicationContext context;

    @Autowired
    private TenantTransactions db;

    private World world;
    private ObservatoryId observatory;
    private Caller owner;

    @BeforeEach
    void build() {
        world = new World(context);
        observatory = world.observatory();
        owner = World.proven(world.member(observatory, Role.OWNER));
    }

    @Test
    @Tag("P27")
    void isShownOnceAndKeptAsAHash() {
        Caller.Answer made = owner.post("/api/keys", Map.of("name", "Robot", "role", "viewer"));
        String key = made.text("/key");
        assertThat(key).matches("jrv_[0-9A-Za-z]{36}");
        assertThat(owner.get("/api/keys").body()).contains("Robot").doesNotContain(key);
        String row = db.inObservatory(
                observatory.value(),
                () -> world.jdbc()
                        .sql("select api_keys::text from api_keys")
                        .query(String.class)
                        .single());
        assertThat(row).doesNotContain(key).doesNotContain(key.substring(8));
    }

    @Test
    @Tag("P27")
    void diesWithinASecondOfItsRevocation() {
        Caller.Answer made = owner.post("/api/keys", Map.of("name", "Robot", "role", "viewer"));
        Caller robot = world.stranger().withKey(made.text("/key"));
        assertThat(robot.get("/api/members").status()).isEqualTo(200);
        assertThat(owner.delete("/api/keys/" + made.text("/details/id")).status())
                .isEqualTo(204);
        await().atMost(PROMISE.plusMillis(200))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> robot.get("/api/members").status() == 401);
        assertThat(robot.get("/api/members").code()).isEqualTo("unknown-key");
        assertThat(owner.delete("/api/keys/" + made.text("/details/id")).status())
                .isEqualTo(404);
    }

    @Test
    void makesNoKeyThatOutlivesIt() {
        Instant end = Instant.now().plusSeconds(3600);
        Caller robot = world.stranger()
                .withKey(
                        owner.post("/api/keys", Map.of("name", "An hour", "role", "admin", "expiresAt", end.toString()))
                                .text("/key"));

        Caller.Answer forEver = robot.post("/api/keys", Map.of("name", "For ever", "role", "viewer"));
        assertThat(forEver.status()).as(forEver.body()).isEqualTo(400);
        assertThat(forEver.text("/errors/0/field")).isEqualTo("expiresAt");
        assertThat(robot.post(
                                "/api/keys",
                                Map.of(
                                        "name",
                                        "As long",
                                        "role",
                                        "viewer",
                                        "expiresAt",
                                        end.minusSeconds(1).toString()))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void mayNeverMoreThanItsOwnerMayNow() {
        User admin = world.user();
        world.join(observatory, admin.id(), Role.ADMIN);
        Caller robot = world.key(world.browser(admin), Map.of("name", "k", "role", "admin"));
        assertThat(robot.get("/api/keys").status()).isEqualTo(200);
        assertThat(owner.patch("/api/members/" + admin.id(), Map.of("role", "viewer"))
                        .status())
                .isEqualTo(200);
        await().atMost(PROMISE.plusMillis(200))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> robot.get("/api/keys").status() == 403);
        assertThat(robot.get("/api/members").status()).isEqualTo(200);
        assertThat(owner.delete("/api/members/" + admin.id()).status()).isEqualTo(204);
        await().atMost(PROMISE.plusMillis(200))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> robot.get("/api/members").status() == 401);
    }

    @Test
    void isNotMadeForAScopeThatOpensNothingOrAnEndThatIsPast() {
        Caller.Answer mistyped =
                owner.post("/api/keys", Map.of("name", "k", "role", "viewer", "scopes", List.of("activty")));
        assertThat(mistyped.status()).as(mistyped.body()).isEqualTo(400);
        assertThat(mistyped.text("/errors/0/field")).isEqualTo("scopes");
        assertThat(mistyped.text("/errors/0/message"))
                .contains("activty opens nothing")
                .contains("activity");
        Caller.Answer past =
                owner.post("/api/keys", Map.of("name", "k", "role", "viewer", "expiresAt", "2020-01-01T00:00:00Z"));
        assertThat(past.status()).as(past.body()).isEqualTo(400);
        assertThat(past.text("/errors/0/field")).isEqualTo("expiresAt");
    }

    @Test
    void cannotMakeOneThatMayMore() {
        Caller admin = World.proven(world.member(observatory, Role.ADMIN));
        assertThat(admin.post("/api/keys", Map.of("name", "k", "role", "owner")).code())
                .isEqualTo("role-too-high");
        Caller agent = world.key(owner, Map.of("name", "k", "role", "admin", "kind", "agent"));
        assertThat(agent.post("/api/keys", Map.of("name", "k", "role", "viewer"))
                        .code())
                .isEqualTo("person-needed");
        Caller narrow = world.key(owner, Map.of("name", "k", "role", "admin", "scopes", List.of("keys")));
        assertThat(narrow.post("/api/keys", Map.of("name", "k", "role", "viewer"))
                        .code())
                .isEqualTo("scope-too-wide");
        assertThat(narrow.post("/api/keys", Map.of("name", "k", "role", "viewer", "scopes", List.of("keys", "actions")))
                        .code())
                .isEqualTo("scope-too-wide");
        assertThat(narrow.post("/api/keys", Map.of("name", "k", "role", "viewer", "scopes", List.of("keys")))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void showsItsLastUse() {
        Caller robot = world.key(owner, Map.of("name", "Robot", "role", "viewer"));
        assertThat(owner.get("/api/keys").json().at("/items/0/lastUsedAt").isNull())
                .isTrue();
        robot.get("/api/members");
        await().ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(Instant.parse(owner.get("/api/keys").text("/items/0/lastUsedAt")))
                                .isAfter(Instant.now().minusSeconds(60)));
    }

    @Test
    void doesNotWorkAfterItsExpiry() {
        Instant end = Instant.now().plusSeconds(2);
        Caller brief = world.key(owner, Map.of("name", "k", "role", "viewer", "expiresAt", end.toString()));
        assertThat(brief.get("/api/members").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(4))
                .until(() -> brief.get("/api/members").status() == 401);
    }

    @Test
    void worksInNoOtherObservatory() {
        Caller robot = world.key(owner, Map.of("name", "k", "role", "viewer"));
        ObservatoryId other = world.observatory();
        Caller.Answer foreign = robot.with("X-Observatory", other.toString()).get("/api/members");
        Caller.Answer unknown = robot.with("X-Observatory", "0192f0c1-0000-7000-8000-000000000000")
                .get("/api/members");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
    }

    @Test
    @Tag("P27")
    void isRefusedInEveryMistypedForm() {
        String key =
                owner.post("/api/keys", Map.of("name", "k", "role", "viewer")).text("/key");
        for (String form :
                List.of("Basic " + key, key, "Bearer", "Bearer ", "Bearer " + key + "x", "Bearer " + key + " " + key))
            assertThat(owner.with("Authorization", form).get("/api/members").status())
                    .as(form)
                    .isEqualTo(401);
        assertThat(world.stranger().get("/api/members?access_token=" + key).status())
                .isEqualTo(401);
    }
}
