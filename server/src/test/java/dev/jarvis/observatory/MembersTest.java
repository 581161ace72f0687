package dev.jarvis.observatory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.testing.Caller;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SharedServerTest
class MembersTest {
    @Autowired
    private ApplicationContext context;

    private World world;
    private User ada;
    private ObservatoryId observatory;
    private Caller owner;

    @BeforeEach
    void build() {
        world = new World(context);
        ada = world.user();
        observatory = world.observatory(ada.id());
        owner = world.provenBrowser(ada);
    }

    @Test
    void keepsTheLastOwner() {
        assertThat(owner.patch("/api/members/" + ada.id(), Map.of("role", "admin"))
                        .code())
                .isEqualTo("last-owner");
        assertThat(owner.delete("/api/members/" + ada.id()).code()).isEqualTo("last-owner");
    }

    @Test
    void keepsAnOwnerWhenTwoRemoveEachOtherAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            build();
            User grace = world.user();
            world.join(observatory, grace.id(), Role.OWNER);
            Caller other = world.provenBrowser(grace);
            try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Caller.Answer>> removals = List.of(
                        both.submit(() -> owner.delete("/api/members/" + grace.id())),
                        both.submit(() -> other.delete("/api/members/" + ada.id())));
                long removed = 0;
                for (Future<Caller.Answer> removal : removals)
                    removed += removal.get().status() == 204 ? 1 : 0;
                assertThat(removed).isEqualTo(1);
            }
        }
    }

    @Test
    void letsOnlyOwnersNameOwners() {
        Caller admin = World.proven(world.member(observatory, Role.ADMIN));
        User viewer = world.user();
        world.join(observatory, viewer.id(), Role.VIEWER);
        assertThat(admin.patch("/api/members/" + viewer.id(), Map.of("role", "owner"))
                        .code())
                .isEqualTo("owner-needed");
        assertThat(admin.patch("/api/members/" + ada.id(), Map.of("role", "viewer"))
                        .code())
                .isEqualTo("owner-needed");
        assertThat(admin.patch("/api/members/" + viewer.id(), Map.of("role", "operator"))
                        .text("/role"))
                .isEqualTo("operator");
        assertThat(owner.patch("/api/members/" + viewer.id(), Map.of("role", "owner"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void removesNobodyForASessionThatDidNotProveItself() {
        User viewer = world.user();
        world.join(observatory, viewer.id(), Role.VIEWER);

        assertThat(world.browser(ada).delete("/api/members/" + viewer.id()).code())
                .isEqualTo("step-up-needed");
        assertThat(owner.delete("/api/members/" + viewer.id()).status()).isEqualTo(204);
    }

    @Test
    void letsNobodyInOrBackByTheWordOfARemovedMember() {
        User admin = world.user();
        world.join(observatory, admin.id(), Role.ADMIN);
        Caller hers = world.provenBrowser(admin);
        String link = invitation(hers);
        String key =
                hers.post("/api/keys", Map.of("name", "Hers", "role", "viewer")).text("/key");
        assertThat(world.stranger().withKey(key).get("/api/members").status()).isEqualTo(200);

        assertThat(owner.delete("/api/members/" + admin.id()).status()).isEqualTo(204);
        world.join(observatory, admin.id(), Role.VIEWER);

        assertThat(look(link)).isEqualTo("link-not-valid");
        await().atMost(Duration.ofSeconds(2))
                .until(() ->
                        world.stranger().withKey(key).get("/api/members").code().equals("unknown-key"));
    }

    @Test
    void withdrawsTheInvitationsOfAMemberWhoMayLessNow() {
        User admin = world.user();
        world.join(observatory, admin.id(), Role.ADMIN);
        String link = invitation(world.provenBrowser(admin));

        owner.patch("/api/members/" + admin.id(), Map.of("role", "viewer"));

        assertThat(look(link)).isEqualTo("link-not-valid");
    }

    private String invitation(Caller by) {
        Map<String, String> wanted = Map.of("email", "a" + System.nanoTime() + "@example.com", "role", "admin");
        String link = by.post("/api/invitations", wanted).text("/link").split("#")[1];
        assertThat(look(link)).isEmpty();
        return link;
    }

    private String look(String link) {
        return world.stranger()
                .post("/api/invitations/look", Map.of("token", link))
                .code();
    }

    @Test
    void answersAForeignAndAnUnknownMemberAlike() {
        User foreign = world.user();
        world.observatory(foreign.id());
        Caller.Answer one = owner.patch("/api/members/" + foreign.id(), Map.of("role", "viewer"));
        Caller.Answer other =
                owner.patch("/api/members/0192f0c1-0000-7000-8000-000000000000", Map.of("role", "viewer"));
        assertThat(one.status()).isEqualTo(404);
        assertThat(one.body()).isEqualTo(other.body());
    }

    @Test
    void turnsPages() {
        for (int i = 0; i < 4; i++) world.join(observatory, world.user().id(), Role.VIEWER);
        Caller.Answer first = owner.get("/api/members?limit=3");
        assertThat(first.json().at("/items").size()).isEqualTo(3);
        Caller.Answer second = owner.get("/api/members?limit=3&cursor=" + first.text("/nextCursor"));
        assertThat(second.json().at("/items").size()).isEqualTo(2);
        assertThat(second.json().at("/nextCursor").isNull()).isTrue();
        assertThat(first.body()).doesNotContain(second.text("/items/0/id"));
    }
}
