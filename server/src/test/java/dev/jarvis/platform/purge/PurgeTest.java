package dev.jarvis.platform.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.platform.db.TestDatabase;
import dev.jarvis.platform.db.UuidV7;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PurgeTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient superuser = JdbcClient.create(database.superuserDataSource());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void throwsAwayWhatIsOverInEveryObservatoryAndNothingElse() {
        UUID here = founded();
        UUID there = founded();
        for (UUID one : List.of(here, there)) {
            keys(one, 2_500, "- interval '1 second'");
            keys(one, 3, "+ interval '1 hour'");
        }
        superuser
                .sql(
                        "insert into guesses (bucket, window_start) values ('old', now() - interval '2 days'), ('new', now())")
                .update();

        Purge purge = new Purge(
                List.of(
                        Expiring.ofObservatories("idempotency_keys", "expires_at < now()"),
                        Expiring.global("guesses", "window_start < now() - interval '1 day'")),
                database.transactions(),
                database.jdbc());
        purge.round();

        assertThat(superuser
                        .sql("select count(*) from idempotency_keys")
                        .query(Long.class)
                        .single())
                .isEqualTo(6);
        assertThat(superuser
                        .sql("select bucket from guesses")
                        .query(String.class)
                        .list())
                .containsExactly("new");
    }

    private void keys(UUID observatory, int count, String expiry) {
        superuser
                .sql("""
                        insert into idempotency_keys (observatory_id, caller_id, key, fingerprint, expires_at)
                        select ?, ?, n::text, '', now() %s from generate_series(1, ?) n""".formatted(expiry))
                .params(observatory, UuidV7.next(), count)
                .update();
    }

    private UUID founded() {
        UUID id = UuidV7.next();
        superuser.sql("""
                        with owner as (insert into users (email, name) values (?, 'Ada') returning id)
                        insert into observatories (id, owner_id, name) select ?, id, 'Here' from owner
                        """).params(id + "@example.org", id).update();
        return id;
    }
}
