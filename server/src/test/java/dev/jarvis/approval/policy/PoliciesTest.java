package dev.jarvis.approval.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class PoliciesTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient oracle = JdbcClient.create(database.superuserDataSource());
    private final UUID person = oracle.sql("insert into users (email, name) values ('a@b.test', 'A') returning id")
            .query(UUID.class)
            .single();
    private final ObservatoryId place =
            new ObservatoryId(oracle.sql("insert into observatories (owner_id, name) values (?, 'One') returning id")
                    .param(person)
                    .query(UUID.class)
                    .single());
    private final Notices here = database.notices();
    private final Notices there = database.notices();
    private final Policies one = policies(here);
    private final Policies other = policies(there);

    private Policies policies(Notices notices) {
        return new Policies(database.transactions(), database.jdbc(), JsonMapper.shared(), notices);
    }

    @AfterEach
    void close() {
        here.stop();
        there.stop();
        database.close();
    }

    @Test
    void isKnownToEveryNodeWithinASecond() {
        here.start();
        there.start();
        assertThat(other.of(place).version()).isZero();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
            other.of(place);
            return listening() >= 2;
        });
        other.of(place);
        Principal admin =
                new Principal.Person(place, new UserId(person), "A", Role.OWNER, UUID.randomUUID(), false, null);

        one.save(admin, 0, List.of(PolicyLine.ask("all", "true")), () -> {});

        assertThat(one.of(place).version()).isOne();
        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(other.of(place).version()).isOne());
    }

    private long listening() {
        return oracle.sql(
                        "select count(*) from pg_stat_activity where query ilike 'listen policy%' and datname = current_database()")
                .query(Long.class)
                .single();
    }
}
