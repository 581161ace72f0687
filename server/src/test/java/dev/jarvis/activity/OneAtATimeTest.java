package dev.jarvis.activity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.platform.problem.Problem;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {
    private final OneAtATime checks = new OneAtATime("check");
    private final UUID here = UUID.randomUUID();

    @Test
    void letsNoObservatoryWaitForAnother() {
        try (var _ = checks.enter(here)) {
            assertThatThrownBy(() -> checks.enter(here)).isInstanceOfSatisfying(Problem.class, busy -> {
                if (busy.status() != 429) throw new AssertionError(busy);
            });
            assertThatCode(() -> checks.enter(UUID.randomUUID()).close()).doesNotThrowAnyException();
        }
        assertThatCode(() -> checks.enter(here).close()).doesNotThrowAnyException();
    }
}
