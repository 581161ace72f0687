package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class NoticesTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final Notices notices = database.notices();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        notices.on("things_changed", heard::add);
        notices.start();
        await().until(() -> heard.contains(Notices.MISSED_SOME));
        heard.clear();
    }

    @AfterEach
    void close() {
        notices.stop();
        database.close();
    }

    @Test
    void tellsWhatWasCommitted() {
        database.transactions().global(() -> notices.send("things_changed", "a lamp"));

        await().untilAsserted(() -> assertThat(heard).containsExactly("a lamp"));
    }

    @Test
    void saysThatSomeMayBeMissedAfterTheConnectionBroke() {
        JdbcClient.create(database.superuserDataSource())
                .sql("select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'")
                .query()
                .listOfRows();

        await().until(() -> heard.contains(Notices.MISSED_SOME));
        database.transactions().global(() -> notices.send("things_changed", "a chair"));
        await().until(() -> heard.contains("a chair"));
    }
}
