package dev.jarvis.observatory.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was looked up, but never for longer than a bound that is counted from before the look-up began: what is
 * taken away elsewhere is gone here when the bound has passed, however slow the database was. What was not found is not
 * remembered, so that guesses fill nothing.
 */
final class Fresh<K, V> {
    private final Cache<K, Known<V>> known;
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
        if (now == null || stale(now)) now = known.asMap().compute(key, (_, old) -> current(old, lookUp));
        return now == null ? Optional.empty() : Optional.of(now.value());
    }

    /** Whoever waited for another's look-up of the same key takes its result, if that began in time. */
    private @Nullable Known<V> current(@Nullable Known<V> old, Supplier<Optional<V>> lookUp) {
        if (old != null && !stale(old)) return old;
        long asOf = nanos.getAsLong();
        return lookUp.get().map(value -> new Known<>(value, asOf)).orElse(null);
    }

    private boolean stale(Known<V> known) {
        return nanos.getAsLong() - known.asOf() >= bound;
    }

    void forget(K key) {
        known.invalidate(key);
    }
}
