package dev.jarvis.observatory.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Remembers what was looked up, but never for longer than a bound that is counted from before the look-up began: what is
 * taken away elsewhere is gone here when the bound has passed, however slow the database was. What was not found is not
 * remembered, so that guesses fill nothing.
 *
 * <p>Callers that want the same at the same time share one look-up, and its failure: each on its own, one after the other,
 * would wait for a silent database as often as there are callers before it. For many threads.
 */
final class Fresh<K, V> {
    private final Cache<K, Known<V>> known;
    private final Map<K, LookUp<V>> underWay = new ConcurrentHashMap<>();
    private final long bound;
    private final LongSupplier nanos;

    private record Known<V>(V value, long asOf) {}

    Fresh(Duration bound, int most) {
        this(bound, most, System::nanoTime);
    }

    Fresh(Duration bound, int most, LongSupplier nanos) {
        this.known = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(bound.multipliedBy(2))
                .build();
        this.bound = bound.toNanos();
        this.nanos = nanos;
    }

    Optional<V> get(K key, Supplier<Optional<V>> lookUp) {
        Known<V> now = known.getIfPresent(key);
        return now != null && !stale(now) ? Optional.of(now.value()) : lookedUp(key, lookUp);
    }

    private Optional<V> lookedUp(K key, Supplier<Optional<V>> lookUp) {
        long asked = nanos.getAsLong();
        while (true) {
            LookUp<V> mine = new LookUp<>(nanos.getAsLong());
            LookUp<V> others = underWay.putIfAbsent(key, mine);
            if (others == null) return carriedOut(key, mine, lookUp);
            Optional<V> found = others.result();
            // What began before this was asked may have come too early to find it, or taken too long.
            boolean late = found.isPresent() && nanos.getAsLong() - others.asOf >= bound;
            boolean early = found.isEmpty() && others.asOf - asked < 0;
            if (!late && !early) return found;
        }
    }

    private Optional<V> carriedOut(K key, LookUp<V> mine, Supplier<Optional<V>> lookUp) {
        try {
            Optional<V> found = lookUp.get();
            end(key, mine, found);
            mine.found.complete(found);
            return found;
        } catch (RuntimeException | Error e) {
            end(key, mine, Optional.empty());
            mine.found.completeExceptionally(e);
            throw e;
        }
    }

    /** Kept, unless it was forgotten meanwhile. */
    private void end(K key, LookUp<V> mine, Optional<V> found) {
        underWay.computeIfPresent(key, (_, current) -> {
            if (current != mine) return current;
            found.ifPresent(value -> known.put(key, new Known<>(value, mine.asOf)));
            return null;
        });
    }

    private boolean stale(Known<V> known) {
        return nanos.getAsLong() - known.asOf() >= bound;
    }

    void forget(K key) {
        underWay.compute(key, (_, _) -> {
            known.invalidate(key);
            return null;
        });
    }

    private record LookUp<V>(long asOf, CompletableFuture<Optional<V>> found) {
        LookUp(long asOf) {
            this(asOf, new CompletableFuture<>());
        }

        Optional<V> result() {
            try {
                return found.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }
}
