package dev.jarvis.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void storesArgon2idWithItsParameters() {
        assertThat(passwords.hash("correct horse")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.isDated(passwords.hash("correct horse"))).isFalse();
        assertThat(passwords.isDated("$argon2id$v=19$m=4096,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAA"))
                .isTrue();
    }

    @Test
    void matchesThePasswordAndNoOther() {
        String hash = passwords.hash("m\u00fcnchen \ud83e\udd68");
        assertThat(passwords.matches("m\u00fcnchen \ud83e\udd68", hash)).isTrue();
        assertThat(passwords.matches("m\u00fcnchen", hash)).isFalse();
        assertThat(passwords.matches("m\u00fcnchen", null)).isFalse();
    }

    /** Fifty at 19 MiB would need 950; in turn they fit beside everything else. */
    @Test
    void keepsFiftySignInsAtOnceWithinTheHeap() throws Exception {
        String hash = passwords.hash("correct horse");
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = IntStream.range(0, 50)
                    .mapToObj(_ -> people.submit(() -> passwords.matches("correct horse", hash)))
                    .toList();
            for (Future<Boolean> answer : answers) assertThat(answer.get()).isTrue();
        }
        assertThat(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax())
                .isLessThan(950L * 1024 * 1024);
    }
}
