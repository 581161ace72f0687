package dev.jarvis.automation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SharedServerTest
class RunPurgeTest {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private RunPurge purge;

    private World world;
    private ObservatoryId here;
    private Caller owner;

    @BeforeEach
    void enter() {
        world = new World(context);
        User user = world.user();
        here = world.observatory(user.id());
        owner = world.browser(user);
    }

    @Test
    void forgetsWhatIsOlderThanTheObservatoryKeepsAndNoRunThatWaits() {
        assertThat(owner.patch(
                                "/api/observatories/" + here,
                                Map.of("settings", Map.of("runRetention", 7, "webhookRetention", 2)))
                        .status())
                .isEqualTo(200);
        for (int i = 0; i < 1_100; i++) run(days(8), true);
        run(days(6), true);
        run(days(400), false);
        delivery(days(3));
        delivery(days(1));

        purge.purge(here);

        assertThat(count("runs")).isEqualTo(2);
        assertThat(count("run_steps")).isEqualTo(2);
        assertThat(count("deliveries")).isOne();
        assertThat(owner.get("/api/observatories/" + here).body()).contains("\"runRetention\":7");
    }

    @Test
    void refusesToKeepThemNoDayAtAll() {
        Caller.Answer refused =
                owner.patch("/api/observatories/" + here, Map.of("settings", Map.of("runRetention", 0)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).contains("runRetention");
    }

    private static Instant days(int ago) {
        return Instant.now().minus(Duration.ofDays(ago));
    }

    private void run(Instant at, boolean over) {
        UUID id = id(at);
        sql("""
                insert into runs (observatory_id, id, rule_id, rule_version, started_by, trigger, finished_at)
                values (?, ?, ?, 1, 'manual', '{}', case when ? then now() end)""", here.value(), id, UuidV7.next(), over);
        sql("""
                insert into run_steps (observatory_id, run_id, path, step, kind, state, place, started_at)
                values (?, ?, 's', 's', 'set', 'done', 0, now())""", here.value(), id);
    }

    private void delivery(Instant at) {
        UUID id = id(at);
        sql("""
                insert into deliveries (observatory_id, hook_id, key, id, body, runs) values (?, ?, ?, ?, '', '[]')""", here.value(), UuidV7.next(), id.toString(), id);
    }

    private static UUID id(Instant at) {
        UUID now = UuidV7.next();
        return new UUID(
                UuidV7.floor(at).getMostSignificantBits() | now.getMostSignificantBits() & 0xFFFF,
                now.getLeastSignificantBits());
    }

    private void sql(String sql, Object... params) {
        world.bean(TenantTransactions.class)
                .inObservatory(
                        here.value(), () -> world.jdbc().sql(sql).params(params).update());
    }

    private long count(String table) {
        return world.bean(TenantTransactions.class)
                .inObservatory(
                        here.value(),
                        () -> world.jdbc()
                                .sql("select count(*) from " + table)
                                .query(Long.class)
                                .single());
    }
}
