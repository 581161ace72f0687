package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LastUsesTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final LastUses uses = new LastUses(database.transactions(), database.jdbc());
    private final JdbcClient superuser = JdbcClient.create(database.superuserDataSource());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void writesAUseOnceAMinuteHoweverOftenItIsNoted() {
        UUID here = UuidV7.next();
        UUID row = connection(here);
        for (int i = 0; i < 1_000; i++) uses.note("integrations", here, row);
        uses.write();
        String version = version(row);
        assertThat(used(row)).isTrue();
        uses.note("integrations", here, row);
        uses.write();
        assertThat(version(row)).as("nothing was written again").isEqualTo(version);
    }

    @Test
    void writesWhatAnotherNodeWroteAMinuteAgoOnlyLater() {
        UUID here = UuidV7.next();
        UUID row = connection(here);
        superuser
                .sql("update integrations set last_used_at = now() - interval '30 seconds'")
                .update();
        String version = version(row);
        uses.note("integrations", here, row);
        uses.write();
        assertThat(version(row)).isEqualTo(version);
    }

    @Test
    void touchesNoRowOfAnotherObservatory() {
        UUID here = UuidV7.next();
        UUID there = UuidV7.next();
        connection(here);
        UUID foreign = connection(there);
        uses.note("integrations", here, foreign);
        uses.write();
        assertThat(used(foreign)).isFalse();
    }

    private boolean used(UUID row) {
        return superuser
                .sql("select last_used_at is not null from integrations where id = ?")
                .param(row)
                .query(Boolean.class)
                .single();
    }

    private String version(UUID row) {
        return superuser
                .sql("select xmin::text from integrations where id = ?")
                .param(row)
                .query(String.class)
                .single();
    }

    private UUID connection(UUID observatory) {
        UUID id = UuidV7.next();
        superuser.sql("""
                        with owner as (insert into users (email, name) values (?, 'Ada') returning id),
                        place as (insert into observatories (id, owner_id, name) select ?, id, 'Here' from owner returning id)
                        insert into integrations (observatory_id, id, platform, scheme, account_id, account_name, status)
                        select id, ?, 'twitter', 'keys', 'ada', '@ada', 'connected' from place
                        """).params(observatory + "@example.org", observatory, id).update();
        return id;
    }
}
