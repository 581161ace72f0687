package dev.jarvis.observatory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SharedServerTest
class InvitationsTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private TenantTransactions db;

    private World world;
    private ObservatoryId observatory;
    private Caller admin;

    @BeforeEach
    void build() {
        world = new World(context);
        observatory = world.observatory();
        admin = World.proven(world.member(observatory, Role.ADMIN));
    }

    @Test
    void bringsInSomebodyNew() {
        String email = "new" + System.nanoTime() + "@example.com";
        String token = invite(email, "operator");
        Caller.Answer look = world.stranger().post("/api/invitations/look", Map.of("token", token));
        assertThat(look.text("/email")).isEqualTo(email);
        assertThat(look.text("/account")).isEqualTo("false");
        Caller browser = world.stranger();
        Map<String, String> wanted = Map.of("token", token, "name", "Grace", "password", World.PASSWORD);
        Caller.Answer in = browser.post("/api/invitations/join", wanted);
        assertThat(in.status()).as(in.body()).isEqualTo(200);
        assertThat(in.text("/role")).isEqualTo("operator");
        assertThat(browser.get("/api/members").status()).isEqualTo(200);
        Caller.Answer joined = browser.get("/api/integrations/activity?q=joined");
        assertThat(joined.text("/items/0/actor/kind")).as(joined.body()).isEqualTo("person");
        assertThat(joined.text("/items/0/actor/id"))
                .isEqualTo(browser.get("/api/me").text("/user/id"));
        assertThat(world.stranger().post("/api/invitations/join", wanted).code())
                .isEqualTo("link-not-valid");
    }

    @Test
    void bringsInTheAccountItIsForAndNoOther() {
        User grace = world.user();
        String token = invite(grace.email().value(), "viewer");
        assertThat(world.stranger()
                        .post(
                                "/api/invitations/join",
                                Map.of("token", token, "name", "Thief", "password", "another long password"))
                        .code())
                .isEqualTo("account-exists");
        assertThat(world.browser(world.user())
                        .post("/api/invitations/accept", Map.of("token", token))
                        .code())
                .isEqualTo("invitation-for-another");
        Caller browser = world.browser(grace);
        assertThat(browser.post("/api/invitations/accept", Map.of("token", token))
                        .text("/role"))
                .isEqualTo("viewer");
        assertThat(browser.post("/api/invitations/accept", Map.of("token", token))
                        .code())
                .isEqualTo("link-not-valid");
    }

    @Test
    void tellsNothingOfASecondInvitationOfSomebodyWhoIsInAlready() {
        User grace = world.user();
        String viewer = invite(grace.email().value(), "viewer");
        String second = invite(grace.email().value(), "operator");
        Caller browser = world.browser(grace);
        browser.post("/api/invitations/accept", Map.of("token", viewer));

        assertThat(browser.post("/api/invitations/accept", Map.of("token", second))
                        .code())
                .isEqualTo("already-member");

        assertThat(admin.get("/api/integrations/activity?q=joined").body())
                .contains("joined as viewer")
                .doesNotContain("joined as operator");
    }

    @Test
    void isWorthNothingOnceRevokedOrTooOld() {
        String revoked = invite("a" + System.nanoTime() + "@example.com", "viewer");
        String id = admin.get("/api/invitations").text("/items/0/id");
        assertThat(admin.delete("/api/invitations/" + id).status()).isEqualTo(204);
        assertThat(look(revoked)).isEqualTo("link-not-valid");
        String old = invite("b" + System.nanoTime() + "@example.com", "viewer");
        db.inObservatory(
                observatory.value(),
                () -> world.jdbc()
                        .sql("update invitations set expires_at = now()")
                        .update());
        assertThat(look(old)).isEqualTo("link-not-valid").isEqualTo(look("made up"));
        assertThat(admin.get("/api/invitations").json().at("/items").size()).isZero();
    }

    @Test
    void cannotMakeAnOwnerUnlessAnOwnerInvites() {
        assertThat(admin.post("/api/invitations", Map.of("email", "c@example.com", "role", "owner"))
                        .code())
                .isEqualTo("role-too-high");
    }

    @Test
    void cannotBeMadeByAKeyThatIsNoPersonOrMayLessThanAMember() {
        Map<String, String> wanted = Map.of("email", "e@example.com", "role", "viewer");
        for (String kind : List.of("service", "agent")) {
            Caller key = world.key(admin, Map.of("name", "k", "role", "admin", "kind", kind));
            assertThat(key.post("/api/invitations", wanted).code()).as(kind).isEqualTo("person-needed");
        }
        Caller narrow =
                world.key(admin, Map.of("name", "k", "role", "admin", "scopes", List.of("invitations", "members")));
        assertThat(narrow.post("/api/invitations", wanted).code()).isEqualTo("scope-too-wide");
        User viewer = world.user();
        world.join(observatory, viewer.id(), Role.VIEWER);
        assertThat(narrow.patch("/api/members/" + viewer.id(), Map.of("role", "admin"))
                        .code())
                .isEqualTo("scope-too-wide");
        Caller own = world.key(admin, Map.of("name", "k", "role", "admin"));
        assertThat(own.post("/api/invitations", wanted).status()).isEqualTo(201);
    }

    @Test
    void putsTheSecretWhereNoServerSeesItAndKeepsAHash() {
        String token = invite("d" + System.nanoTime() + "@example.com", "viewer");
        String row = db.inObservatory(
                observatory.value(),
                () -> world.jdbc()
                        .sql("select i::text from invitations i")
                        .query(String.class)
                        .single());
        assertThat(row).doesNotContain(token);
    }

    private String look(String token) {
        return world.stranger()
                .post("/api/invitations/look", Map.of("token", token))
                .code();
    }

    private String invite(String email, String role) {
        Caller.Answer made = admin.post("/api/invitations", Map.of("email", email, "role", role));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("/link")).contains("/invitation#");
        return made.text("/link").split("#")[1];
    }
}
