package dev.jarvis.activity;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.User;
import dev.jarvis.platform.db.TestDatabase;
import dev.jarvis.testing.Caller;
import dev.jarvis.testing.Canaries;
import dev.jarvis.testing.SharedServerTest;
import dev.jarvis.testing.World;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is left of an observatory that its owner deleted: the log, which says so, and nothing else. */
@SharedServerTest
class EndedObservatoryTest {
    private static final Set<String> LEFT =
            Set.of("activity_logs", "activity_seals", "activity_anchors", "ended_observatories");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private TestDatabase database;

    private JdbcClient superuser;
    private User ada;
    private ObservatoryId here;
    private Caller owner;

    @BeforeEach
    void found() {
        World world = new World(context);
        superuser = JdbcClient.create(database.superuserDataSource());
        ada = world.user();
        here = world.observatory(ada.id());
        owner = world.browser(ada);
        owner.post("/api/auth/step-up", Map.of("password", World.PASSWORD));
    }

    @AfterEach
    void sweep() {
        LEFT.forEach(table -> superuser
                .sql("delete from " + table + " where observatory_id = ?")
                .param(here.value())
                .update());
    }

    @Test
    void leavesRowsInNoTableButThoseOfTheLogAlsoWhenItsCredentialsAreDamaged() {
        Canaries canaries = new Canaries(database.superuserDataSource(), here.value(), "kanarienvogel");
        canaries.sow();
        for (String ours : Set.of("ended_observatories", "data_keysets"))
            superuser
                    .sql("delete from " + ours + " where observatory_id = ?")
                    .param(here.value())
                    .update();
        superuser.sql("""
                        update integrations set platform = 'twitter', account = '{"id": "1", "name": "Ada"}'
                        where observatory_id = ?
                        """).param(here.value()).update();

        delete();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(canaries.tables().stream()
                                .filter(table -> !LEFT.contains(table))
                                .collect(toMap(table -> table, this::rows)))
                        .as("rows by table")
                        .allSatisfy((table, rows) -> assertThat(rows).isZero()));
    }

    @Test
    void saysInItsLogWhoDeletedItAndTheChainStillVerifies() {
        delete();

        assertThat(superuser
                        .sql("select actor_name from activity_logs where observatory_id = ? and action = ?")
                        .params(here.value(), "observatory/deleted")
                        .query(String.class)
                        .single())
                .isEqualTo(ada.name());
        ChainCheck check = context.getBean(ChainCheck.class);
        assertThat(check.all()).contains(here);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(check.verify(here))
                        .isInstanceOfSatisfying(ChainReport.Intact.class, intact -> {
                            assertThat(intact.counts().waiting()).isZero();
                            assertThat(intact.counts().sealed()).isPositive();
                        }));
    }

    private void delete() {
        assertThat(owner.delete("/api/observatories/" + here).status()).isEqualTo(204);
    }

    private long rows(String table) {
        return superuser
                .sql("select count(*) from " + table + " where observatory_id = ?")
                .param(here.value())
                .query(Long.class)
                .single();
    }
}
