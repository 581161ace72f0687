package dev.jarvis.observatory.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FreshTest {
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger lookUps = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
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

    @Test
    void letsCallersShareTheFailureOfOneLookUp() {
        CountDownLatch silent = new CountDownLatch(1);
        List<CompletableFuture<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 50; i++)
            callers.add(inBackground(() -> {
                lookUps.incrementAndGet();
                awaited(silent);
                throw new IllegalStateException("the database is silent");
            }));
        await().until(() -> waiting() == 50);

        silent.countDown();

        for (CompletableFuture<Integer> caller : callers)
            assertThatThrownBy(caller::join).hasMessageContaining("the database is silent");
        assertThat(lookUps).hasValue(1);
        assertThat(ask()).isEqualTo(2);
    }

    @Test
    void findsWhatCameWhileAnotherLookUpFoundNothing() {
        CountDownLatch tooEarly = new CountDownLatch(1);
        inBackground(() -> {
            awaited(tooEarly);
            return Optional.empty();
        });
        await().until(() -> waiting() == 1);
        pass(1);
        CompletableFuture<Integer> later = inBackground(() -> Optional.of(7));
        await().until(() -> waiting() == 2);

        tooEarly.countDown();

        assertThat(later.join()).isEqualTo(7);
    }

    @Test
    void doesNotKeepWhatWasForgottenWhileItWasLookedUp() {
        fresh.get("key", () -> {
            fresh.forget("key");
            return Optional.of(0);
        });
        assertThat(ask()).isEqualTo(1);
    }

    /** How many of them hang. */
    private long waiting() {
        return threads.stream()
                .filter(thread -> thread.getState() == Thread.State.WAITING)
                .count();
    }

    private CompletableFuture<Integer> inBackground(Supplier<Optional<Integer>> lookUp) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                result.complete(fresh.get("key", lookUp).orElse(null));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }));
        return result;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int ask() {
        return fresh.get("key", () -> Optional.of(lookUps.incrementAndGet())).orElseThrow();
    }

    private void pass(long millis) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
