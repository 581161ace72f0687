package dev.jarvis.platform.db;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Notes when rows were last used, apart from the work that used them: gathered in memory, written every few seconds, at
 * most once a minute a row. What a killed node had gathered is lost; it is a hint for people and nothing is decided by it.
 *
 * <p>Noting takes less than a microsecond and never waits. Safe for any thread.
 */
public final class LastUses implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LastUses.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*");
    private static final Duration PRECISION = Duration.ofMinutes(1);
    private static final long EVERY_MILLIS = 3_000;
    private static final int MOST = 100_000;

    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final Cache<Use, Boolean> lately =
            Caffeine.newBuilder().expireAfterWrite(PRECISION).maximumSize(MOST).build();
    private final Set<Use> waiting = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch stopping = new CountDownLatch(0);

    private record Use(String table, UUID observatory, UUID id) {}

    private record Rows(String table, UUID observatory) {}

    LastUses(TenantTransactions db, JdbcClient jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /** @param table with the columns {@code observatory_id}, {@code id} and {@code last_used_at} */
    public void note(String table, UUID observatory, UUID id) {
        Use use = new Use(table, observatory, id);
        if (lately.getIfPresent(use) != null) return;
        lately.put(use, true);
        waiting.add(use);
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        Thread.ofVirtual().name("last-uses").start(this::keepWriting);
    }

    private void keepWriting() {
        do write();
        while (!stopsWithin(EVERY_MILLIS));
    }

    /** Writes what was gathered until now. */
    void write() {
        Set<Use> taken = new HashSet<>(waiting);
        waiting.removeAll(taken);
        taken.stream()
                .collect(Collectors.groupingBy(
                        use -> new Rows(use.table, use.observatory), Collectors.mapping(Use::id, Collectors.toList())))
                .entrySet()
                .forEach(this::write);
    }

    private void write(Map.Entry<Rows, List<UUID>> uses) {
        Rows rows = uses.getKey();
        if (!NAME.matcher(rows.table).matches()) throw new IllegalArgumentException(rows.table + " is no table");
        try {
            db.inObservatory(
                    rows.observatory,
                    () -> jdbc.sql("""
                            update %s set last_used_at = now()
                            where observatory_id = ? and id = any (?)
                              and (last_used_at is null or last_used_at < now() - interval '1 minute')
                            """.formatted(rows.table))
                            .params(
                                    rows.observatory,
                                    new SqlArrayValue("uuid", uses.getValue().toArray()))
                            .update());
        } catch (RuntimeException e) {
            LOG.debug("The last uses of {} were not written: {}", rows.table, e.getMessage());
        }
    }

    private boolean stopsWithin(long millis) {
        try {
            return stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        write();
    }

    @Override
    public boolean isRunning() {
        return stopping.getCount() > 0;
    }
}
