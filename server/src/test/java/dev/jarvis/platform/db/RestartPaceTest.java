package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartPaceTest {
    private final RestartPace pace = new RestartPace();
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void startsAServerThatEndsNowAndThenAgainAtOnce() {
        for (int end = 0; end < 100; end++)
            assertThat(endAfter(Duration.ofSeconds(15))).isZero();
    }

    @Test
    void pausesBetweenTheStartsOfOneThatKeepsEndingAndNeverGivesUp() {
        for (int end = 0; end < 5; end++)
            assertThat(endAfter(Duration.ofSeconds(1))).isZero();

        for (int end = 0; end < 100; end++)
            assertThat(endAfter(Duration.ofSeconds(1))).isEqualTo(RestartPace.PAUSE);
    }

    @Test
    void startsItAtOnceAgainWhenItHasRunForAMinute() {
        for (int end = 0; end < 10; end++) endAfter(Duration.ofSeconds(1));

        assertThat(endAfter(Duration.ofMinutes(2))).isZero();
    }

    private Duration endAfter(Duration run) {
        now = now.plus(run);
        return pace.afterEnd(now);
    }
}
