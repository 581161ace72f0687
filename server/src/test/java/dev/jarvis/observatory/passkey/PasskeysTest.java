package dev.jarvis.observatory.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SharedServerTest
class PasskeysTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private TenantTransactions db;

    private World world;
    private User ada;
    private Caller browser;
    private SoftKey key;

    @BeforeEach
    void build() throws Exception {
        world = new World(context);
        ada = world.user();
        browser = world.browser(ada);
        key = new SoftKey();
    }

    @Test
    void signsInAndProvesAnewWithoutAPassword() throws Exception {
        register();
        assertThat(browser.get("/api/auth/passkeys").text("/items/0/label")).isEqualTo("Laptop");
        Caller elsewhere = world.stranger();
        Caller.Answer in = elsewhere.post("/api/auth/passkeys/sign-in", answer(challenge(elsewhere)));
        assertThat(in.status()).as(in.body()).isEqualTo(200);
        assertThat(in.text("/user/email")).isEqualTo(ada.email().value());
        String before = elsewhere.cookie("jarvis");
        String again = elsewhere.post("/api/auth/passkeys/step-up-challenge").text("/challenge");
        assertThat(elsewhere.post("/api/auth/passkeys/step-up", answer(again)).status())
                .isEqualTo(200);
        assertThat(elsewhere.cookie("jarvis")).isNotEqualTo(before);
    }

    @Test
    void takesEachChallengeOnce() throws Exception {
        register();
        String challenge = challenge(world.stranger());
        Map<String, Object> proof = answer(challenge);
        assertThat(world.stranger().post("/api/auth/passkeys/sign-in", proof).status())
                .isEqualTo(200);
        assertThat(world.stranger().post("/api/auth/passkeys/sign-in", proof).code())
                .isEqualTo("challenge-expired");
        assertThat(world.stranger()
                        .post("/api/auth/passkeys/sign-in", answer("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
                        .code())
                .isEqualTo("challenge-expired");
    }

    @Test
    void refusesAnotherSiteAnotherKeyAndAnotherPerson() throws Exception {
        register();
        String challenge = challenge(world.stranger());
        Map<String, Object> phished = Map.of("credential", key.answer(challenge, "localhost", "https://evil.example"));
        assertThat(world.stranger().post("/api/auth/passkeys/sign-in", phished).status())
                .isEqualTo(401);
        String second = challenge(world.stranger());
        Map<String, Object> unknown = Map.of("credential", new SoftKey().answer(second, "localhost", origin()));
        assertThat(world.stranger().post("/api/auth/passkeys/sign-in", unknown).status())
                .isEqualTo(401);
        Caller other = world.browser(world.user());
        String theirs = other.post("/api/auth/passkeys/step-up-challenge").text("/challenge");
        assertThat(other.post("/api/auth/passkeys/step-up", answer(theirs)).status())
                .isEqualTo(401);
    }

    @Test
    void refusesACredentialThatIsNone() {
        for (Object none : new Object[] {Map.of(), Map.of("id", 1), "text", 7}) {
            assertThat(world.stranger()
                            .post("/api/auth/passkeys/sign-in", Map.of("credential", none))
                            .status())
                    .as("%s", none)
                    .isEqualTo(400);
        }
    }

    @Test
    void isNotLeftInABrowserThatStoodOpen() {
        db.global(() -> world.jdbc()
                .sql("update sessions set created_at = now() - interval '1 hour' where user_id = ?")
                .param(ada.id().value())
                .update());
        assertThat(browser.post("/api/auth/passkeys/registration").code()).isEqualTo("step-up-needed");
        browser.post("/api/auth/step-up", Map.of("password", World.PASSWORD));
        assertThat(browser.post("/api/auth/passkeys/registration").status()).isEqualTo(200);
    }

    @Test
    void isGoneWhenDeleted() throws Exception {
        String id = register().text("/id");
        assertThat(world.browser(world.user())
                        .delete("/api/auth/passkeys/" + id)
                        .status())
                .isEqualTo(404);
        assertThat(browser.delete("/api/auth/passkeys/" + id).status()).isEqualTo(204);
        assertThat(world.stranger()
                        .post("/api/auth/passkeys/sign-in", answer(challenge(world.stranger())))
                        .status())
                .isEqualTo(401);
    }

    private Caller.Answer register() throws Exception {
        Caller.Answer options = browser.post("/api/auth/passkeys/registration");
        assertThat(options.status()).as(options.body()).isEqualTo(200);
        assertThat(options.text("/rp/id")).isEqualTo("localhost");
        Caller.Answer made = browser.post(
                "/api/auth/passkeys",
                Map.of(
                        "label",
                        "Laptop",
                        "credential",
                        key.register(options.text("/challenge"), "localhost", origin())));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private Map<String, Object> answer(String challenge) throws Exception {
        return Map.of("credential", key.answer(challenge, "localhost", origin()));
    }

    private String challenge(Caller caller) {
        return caller.post("/api/auth/passkeys/challenge").text("/challenge");
    }

    private String origin() {
        return "http://localhost:" + world.port();
    }
}
