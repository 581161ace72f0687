package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.automation.run.Intake;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.ServerTest;
import dev.jarvis.testing.SignedHook;
import dev.jarvis.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** What callers get while the database is silent, gone, or back (P4 at seconds size). */
@ServerTest
@ContextConfiguration(initializers = BehindAProxy.class)
class DatabaseAwayTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private ApplicationContext context;

    private Caller owner;
    private ObservatoryId observatory;

    @BeforeEach
    void build() {
        World world = new World(context);
        observatory = world.observatory();
        owner = world.member(observatory, Role.OWNER);
    }

    @Test
    void answersWhileTheDatabaseIsSilentAndGoesOnWhenItSpeaksAgain() {
        BehindAProxy.proxy().freeze();
        try {
            Instant start = Instant.now();
            IntStream.range(0, 6).parallel().forEach(_ -> assertAway(owner.get("/api/keys")));
            assertAway(owner.patch("/api/observatories/" + observatory, Map.of("name", "Never")));
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(25));
            assertThat(owner.get("/api/health").status()).isEqualTo(503);
            assertThat(readiness()).isEqualTo(503);
        } finally {
            BehindAProxy.proxy().thaw();
        }
        await().atMost(SOON).until(() -> owner.get("/api/keys").status() == 200);
    }

    @Test
    void answersWhileTheDatabaseIsGoneAndGoesOnWhenItIsBack() {
        assertAway(whileGone(() -> owner.get("/api/keys")));
        assertAway(whileGone(() -> owner.patch("/api/observatories/" + observatory, Map.of("name", "Never"))));
        await().atMost(SOON).until(() -> owner.get("/api/keys").status() == 200);
        assertThat(owner.get("/api/observatories/" + observatory).text("/name")).isNotEqualTo("Never");
        await().atMost(SOON).until(() -> readiness() == 200);
    }

    @Test
    void acceptsNoWebhookWhileTheDatabaseIsGoneAndTheSameOneWhenItIsBack() {
        SignedHook hook = SignedHook.make(new World(context).port(), owner, "Orders");
        startRule(hook);
        assertThat(hook.deliver("before", "{}").status()).isEqualTo(202);
        Caller.Answer refused = whileGone(() -> hook.deliver("meanwhile", "{}"));

        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        await().atMost(SOON).until(() -> hook.deliver("meanwhile", "{}").status() == 202);
        assertThat(owner.get("/api/runs").json().path("items")).hasSize(2);
    }

    @Test
    void refusesWebhooksAtOnceWhileAnEarlierOneStillWaitsForTheDatabase() {
        SignedHook hook = SignedHook.make(new World(context).port(), owner, "Orders");
        startRule(hook);
        boolean atOnce = false;
        for (int round = 0; round < 3 && !atOnce; round++) atOnce = refusesTheSecondBeforeTheFirst(hook, round);

        assertThat(atOnce).isTrue();
        await().atMost(SOON).until(() -> hook.deliver("second", "{}").status() == 202);
    }

    /** The first waits for four seconds only, and a machine that is busy may take as long for the second. */
    private boolean refusesTheSecondBeforeTheFirst(SignedHook hook, int round) {
        await().atMost(SOON).until(() -> hook.deliver("before" + round, "{}").status() == 202);
        BehindAProxy.proxy().cut();
        try {
            CompletableFuture<Caller.Answer> first =
                    CompletableFuture.supplyAsync(() -> hook.deliver("first" + round, "{}"));
            await().atMost(SOON).until(() -> context.getBean(Intake.class).isAway());
            assertAway(hook.deliver("second", "{}"));
            boolean firstWaits = !first.isDone();
            assertAway(first.join());
            return firstWaits;
        } finally {
            BehindAProxy.proxy().mend();
        }
    }

    private static Caller.Answer whileGone(Supplier<Caller.Answer> call) {
        BehindAProxy.proxy().cut();
        try {
            return call.get();
        } finally {
            BehindAProxy.proxy().mend();
        }
    }

    private void startRule(SignedHook hook) {
        Caller.Answer made = owner.send("POST", "/api/rules", """
                {"name": "Notes", "enabled": true, "trigger": {"kind": "webhook", "hook": "%s"},
                 "steps": [{"kind": "set", "id": "note", "vars": {"seen": "${ true }"}}]}""".formatted(hook.id()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private int readiness() {
        int port = context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        return new Caller(port).get("/actuator/health/readiness").status();
    }

    private static void assertAway(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("database-away");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
