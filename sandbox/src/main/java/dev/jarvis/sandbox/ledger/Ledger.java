package dev.jarvis.sandbox.ledger;

import dev.jarvis.sandbox.http.Request;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What reached the sandbox and what came of it: the witness a test asks instead of asking the program under test.
 *
 * <p>Entries are only ever added. With a bound the oldest entries are let go once it is reached, while the counts and the
 * effects stay complete. Safe for many threads.
 */
public final class Ledger {

    private final int bound;
    private final ArrayDeque<LedgerEntry> entries = new ArrayDeque<>();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final Map<Effect, Applied> effects = new ConcurrentHashMap<>();
    private long received;

    /** @param bound how many entries to keep, at least 1 */
    public Ledger(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("A ledger keeps at least one entry, not " + bound + ".");
        }
        this.bound = bound;
    }

    public void receive(Instant at, Request request, @Nullable String account) {
        counts.computeIfAbsent(line(request.method(), request.path()), line -> new AtomicLong())
                .incrementAndGet();
        synchronized (entries) {
            received++;
            if (entries.size() == bound) {
                entries.removeFirst();
            }
            entries.addLast(new LedgerEntry(received, at, request, account));
        }
    }

    public void applied(String kind, String marker) {
        Instant now = Instant.now();
        effects.merge(new Effect(kind, marker), new Applied(1, now), (known, _) -> known.again());
    }

    /** How often this effect was applied since the last reset. */
    public long timesApplied(String kind, String marker) {
        Applied applied = effects.get(new Effect(kind, marker));
        return applied == null ? 0 : applied.times();
    }

    /** How many requests came for this method and path since the last reset. */
    public long count(String method, String path) {
        AtomicLong count = counts.get(line(method, path));
        return count == null ? 0 : count.get();
    }

    /** How many requests came in all. */
    public long received() {
        synchronized (entries) {
            return received;
        }
    }

    /** The entries kept, oldest first. */
    public List<LedgerEntry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    public List<LedgerEntry> entries(Predicate<LedgerEntry> wanted) {
        return entries().stream().filter(wanted).toList();
    }

    /** The entries kept for a method and an exact path. */
    public List<LedgerEntry> entries(String method, String path) {
        return entries(entry -> entry.method().equals(method) && entry.path().equals(path));
    }

    /** Every effect, and how it was applied. */
    public Map<Effect, Applied> effects() {
        return Map.copyOf(effects);
    }

    /** Forgets everything; entry numbers start at 1 again. */
    public void reset() {
        synchronized (entries) {
            entries.clear();
            received = 0;
        }
        counts.clear();
        effects.clear();
    }

    private static String line(String method, String path) {
        return method + " " + path;
    }
}
