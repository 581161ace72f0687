package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    private static final Path DATA = Path.of("/data");

    @Test
    void tellsAFullDiskByItsWords() {
        var words =
                LastWords.of("2026-11-22 10:00:00.000 UTC [9] PANIC:  could not write to file \"pg_wal/xlogtemp.9\":"
                        + " No space left on device\n");

        assertThat(words.failure(DATA, DATA).code()).isEqualTo("database-disk-full");
    }

    @Test
    void repeatsTheLastReasonWithoutItsStamp() {
        var words = LastWords.of("""
                2026-11-22 10:00:00.000 UTC [9] LOG:  starting PostgreSQL 18.6
                2026-11-22 10:00:00.000 UTC [9] FATAL:  could not load library
                2026-11-22 10:00:00.000 UTC [9] LOG:  database system is shut down
                """);

        assertThat(words.failure(DATA, DATA)).hasMessageContaining("starting: FATAL:  could not load library");
    }

    @Test
    void tellsALockFileOfAServerThatIsStillStopping() {
        var words = LastWords.of("FATAL:  lock file \"postmaster.pid\" already exists");

        assertThat(words.lockFileExists()).isTrue();
        assertThat(words.failure(DATA, DATA).code()).isEqualTo("database-still-stopping");
    }
}
