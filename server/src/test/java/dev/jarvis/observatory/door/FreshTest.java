package dev.jarvis.observatory.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshTest {
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger lookUps = new AtomicInteger();
    private final Fresh<String, Integer> fresh = new Fresh<>(Duration.ofMillis(900), 100, clock::get);

    @Test
    void looksUpOnceWithinTheBoundAndAgainBehindIt() {
        assertThat(ask()).isEqualTo(1);
        pass(899);
        assertThat(ask()).isEqualTo(1);
        pass(1);
        assertThat(ask()).isEqualTo(2);
    }

    @Test
    void countsFromBeforeALookUpThatTookLong() {
        fresh.get("key", () -> {
            pass(850);
            return Optional.of(0);
        });
        pass(60);
        assertThat(ask()).isEqualTo(1);
    }

    @Test
    void remembersNothingThatWasNotFound() {
        assertThat(fresh.get("key", Optional::empty)).isEmpty();
        assertThat(ask()).isEqualTo(1);
    }

    private int ask() {
        return fresh.get("key", () -> Optional.of(lookUps.incrementAndGet())).orElseThrow();
    }

    private void pass(long millis) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
