package dev.jarvis.observatory.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.Size;
import dev.jarvis.testing.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SharedServerTest
@Protocol
class SessionsTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private TenantTransactions db;

    @Autowired
    private Links links;

    private World world;

    @BeforeEach
    void build() {
        world = new World(context);
    }

    @Test
    void answersAWrongPasswordAndAnUnknownAccountAlike() {
        User ada = world.user();
        Caller.Answer wrong = signIn(world.stranger(), ada.email().value(), "not the password");
        Caller.Answer unknown = signIn(world.stranger(), "nobody@example.com", "not the password");
        assertThat(wrong.status()).isEqualTo(401).isEqualTo(unknown.status());
        assertThat(wrong.body()).isEqualTo(unknown.body());
    }

    @Test
    void givesTheBrowserACookieThatScriptsCannotRead() {
        Caller.Answer in = world.signIn(world.stranger(), world.user());
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("jarvis=")
                        .contains("HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Domain"));
        assertThat(in.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void changesTheSecretAtEverySignInAndEndsTheOldSession() {
        User ada = world.user();
        Caller browser = world.browser(ada);
        Caller stolen = browser.with("X-None", null);
        world.signIn(browser, ada);
        assertThat(browser.cookie("jarvis")).isNotEqualTo(stolen.cookie("jarvis"));
        assertThat(stolen.get("/api/me").status()).isEqualTo(401);
        assertThat(browser.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void changesTheSecretWhenSomebodyProvesThemselvesAnew() {
        Caller browser = world.browser(world.user());
        Caller stolen = browser.with("X-None", null);
        assertThat(browser.post("/api/auth/step-up", Map.of("password", "not the password"))
                        .status())
                .isEqualTo(401);
        assertThat(browser.post("/api/auth/step-up", Map.of("password", World.PASSWORD))
                        .status())
                .isEqualTo(200);
        assertThat(browser.cookie("jarvis")).isNotEqualTo(stolen.cookie("jarvis"));
        assertThat(stolen.get("/api/me").status()).isEqualTo(401);
        assertThat(browser.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void endsAtSignOutAtOnce() {
        Caller browser = world.browser(world.user());
        Caller copy = browser.with("X-None", null);
        assertThat(browser.post("/api/auth/sign-out").status()).isEqualTo(204);
        assertThat(copy.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void showsAPersonTheirSessionsAndEndsOneFromAfar() {
        User ada = world.user();
        Caller here = world.browser(ada);
        Caller there = world.browser(ada);
        Caller.Answer list = here.get("/api/auth/sessions");
        assertThat(list.json().at("/items").size()).isEqualTo(2);
        String other =
                list.json().at("/items/0/current").asBoolean() ? list.text("/items/1/id") : list.text("/items/0/id");
        assertThat(here.delete("/api/auth/sessions/" + other).status()).isEqualTo(204);
        assertThat(there.get("/api/me").status()).isEqualTo(401);
        assertThat(world.browser(world.user())
                        .delete("/api/auth/sessions/" + list.text("/items/0/id"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void endsWhenItWasNotUsedForAWeekOrIsTooOld() {
        User ada = world.user();
        Caller idle = world.browser(ada);
        db.global(() -> world.jdbc()
                .sql("update sessions set last_seen_at = now() - interval '8 days' where user_id = ?")
                .param(ada.id().value())
                .update());
        assertThat(idle.get("/api/me").status()).isEqualTo(401);
        Caller old = world.browser(ada);
        db.global(() -> world.jdbc()
                .sql("update sessions set expires_at = now() - interval '1 second' where user_id = ?")
                .param(ada.id().value())
                .update());
        assertThat(old.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void takesNoSessionFromTwoCookiesOrAnEmptyOne() {
        Caller browser = world.browser(world.user());
        String good = "jarvis=" + browser.cookie("jarvis");
        assertThat(world.stranger().with("Cookie", good).get("/api/me").status())
                .isEqualTo(200);
        assertThat(world.stranger()
                        .with("Cookie", good + "; jarvis=planted")
                        .get("/api/me")
                        .status())
                .isEqualTo(401);
        assertThat(world.stranger().with("Cookie", "jarvis=").get("/api/me").status())
                .isEqualTo(401);
    }

    @Test
    void replacesALostPasswordByALinkThatWorksOnceAndEndsEverySession() {
        User ada = world.user();
        Caller thief = world.browser(ada);
        String token = db.global(() -> links.make(Links.Purpose.RESET, ada.id(), Duration.ofHours(1)))
                .reveal();
        Map<String, String> wanted = Map.of("token", token, "password", "another long password");
        assertThat(world.stranger()
                        .post("/api/auth/reset", Map.of("token", token, "password", "short"))
                        .text("/errors/0/field"))
                .isEqualTo("password");
        Caller browser = world.stranger();
        assertThat(browser.post("/api/auth/reset", wanted).status()).isEqualTo(200);
        assertThat(browser.get("/api/me").status()).isEqualTo(200);
        assertThat(thief.get("/api/me").status()).isEqualTo(401);
        assertThat(world.stranger().post("/api/auth/reset", wanted).code()).isEqualTo("link-not-valid");
        assertThat(signIn(world.stranger(), ada.email().value(), "another long password")
                        .status())
                .isEqualTo(200);
        assertThat(world.signIn(world.stranger(), ada).status()).isEqualTo(401);
    }

    @Test
    void holdsOffGuessesAtAnAccountButNotItsOwnerInABrowserTheyHaveUsed() {
        User ada = world.user();
        Caller known = world.browser(ada);
        known.post("/api/auth/sign-out");
        for (int i = 0; i < Guesses.OF_AN_ACCOUNT; i++)
            assertThat(signIn(world.stranger(), ada.email().value(), "guess number " + i)
                            .status())
                    .isEqualTo(401);
        Caller.Answer held = world.signIn(world.stranger(), ada);
        assertThat(held.status()).isEqualTo(429);
        assertThat(held.code()).isEqualTo("too-many-attempts");
        assertThat(held.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 900L);
        assertThat(world.signIn(known, ada).status()).isEqualTo(200);
    }

    @Test
    void holdsOffGuessesAtAnUnknownAccountAlike() {
        String nobody = "nobody" + System.nanoTime() + "@example.com";
        for (int i = 0; i < Guesses.OF_AN_ACCOUNT; i++)
            assertThat(signIn(world.stranger(), nobody, "guess").status()).isEqualTo(401);
        assertThat(signIn(world.stranger(), nobody, "guess").status()).isEqualTo(429);
    }

    @Test
    @Tag("P27")
    void countsGuessesThatComeAtOnceOneByOne(Proof proof) throws Exception {
        User ada = world.user();
        List<Future<Caller.Answer>> guesses = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Size.of(40, 1_000, 10_000); i++)
                guesses.add(
                        many.submit(() -> signIn(world.stranger(), ada.email().value(), "guess")));
        }
        long judged = 0;
        for (Future<Caller.Answer> guess : guesses) judged += guess.get().status() == 401 ? 1 : 0;
        assertThat(judged).isEqualTo(Guesses.OF_AN_ACCOUNT);
        proof.count("guesses at once", guesses.size()).count("judged", judged);
    }

    private static Caller.Answer signIn(Caller caller, String email, String password) {
        return caller.post("/api/auth/sign-in", Map.of("email", email, "password", password));
    }
}
