package dev.jarvis.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.Jarvis;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.TestDatabase;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.ServerTest;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** What a node tells those who watch it, up to its end. */
@ServerTest
@TestPropertySource(properties = "management.prometheus.metrics.export.enabled=true")
class NodeLifeTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private ConfigurableApplicationContext context;

    @Autowired
    private TestDatabase database;

    @Test
    void tellsHowFarBehindItIs() {
        JdbcClient oracle = JdbcClient.create(database.superuserDataSource());
        UUID observatory = UUID.randomUUID();
        await().atMost(SOON).until(() -> metric("jarvis_queue_age_seconds") < 5);
        assertThat(metric("jarvis_calls_ambiguous")).isZero();
        assertThat(metric("jarvis_lease_losses_total")).isZero();
        assertThat(metric("jarvis_rules_success_age_seconds")).isZero();
        assertThat(metric("jarvis_schedules_lateness_seconds")).isZero();

        // A task that waits before a gate that another one, of which nobody sees the end, holds shut.
        oracle.sql("""
                insert into work (observatory_id, id, kind, gate, gate_width, due_at, owner)
                select :observatory, gen_random_uuid(), 'nothing', 'g', 1, now() - interval '1 hour', case n when 1 then
                    (select id from nodes limit 1) end from generate_series(1, 2) n""").param("observatory", observatory).update();
        oracle.sql("""
                insert into calls (observatory_id, id, platform, action, state, effect, risk, origin, input, input_hash)
                values (:observatory, gen_random_uuid(), 'x', 'post', 'ambiguous', 'unsafe', 'low', '{}', '{}', '')""").param("observatory", observatory).update();
        await().atMost(SOON).until(() -> metric("jarvis_queue_age_seconds") >= 3_600);
        oracle.sql("delete from nodes").update();

        await().atMost(SOON).until(() -> metric("jarvis_calls_ambiguous") == 1);
        await().atMost(SOON).until(() -> metric("jarvis_lease_losses_total") == 1);
    }

    @Test
    void isReadyUntilItIsAskedToEndAndAnswersForAWhileAfterwards() throws InterruptedException {
        ConfigurableApplicationContext node = new SpringApplicationBuilder(Jarvis.class)
                .initializers(new FreshDatabase())
                .run("--server.port=0", "--management.server.port=0", "--JARVIS_LINGER=4s");
        assertThat(readiness(node)).isEqualTo(200);
        Thread end = Thread.ofPlatform().start(node::close);

        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> readiness(node) == 503);
        Caller api = new Caller(port(node, "local.server.port"));
        assertThat(api.get("/api/health").status()).isEqualTo(503);
        assertThat(api.get("/api/me").status()).as("an answer to a request").isEqualTo(401);
        end.join();
    }

    private static int readiness(ConfigurableApplicationContext node) {
        return new Caller(port(node, "local.management.port"))
                .get("/actuator/health/readiness")
                .status();
    }

    private double metric(String name) {
        return management()
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(String.format(Locale.ROOT, "there is no %s", name)));
    }

    private Caller management() {
        return new Caller(port(context, "local.management.port"));
    }

    private static int port(ConfigurableApplicationContext node, String name) {
        return node.getEnvironment().getRequiredProperty(name, Integer.class);
    }
}
