package dev.jarvis.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The calls this node is making right now. One that takes long, such as the upload of a video, keeps its lease, so that no
 * other node takes it for the work of a dead one.
 */
final class InFlight implements AutoCloseable {
    /** Far shorter than the lease: two renewals may fail before it lapses. */
    static final Duration BEAT = Duration.ofSeconds(4);

    static final Duration LEASE = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);
    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final String node;
    private final Map<UUID, Begun> calls = new ConcurrentHashMap<>();
    /** Longer than a lease: by then another node has settled it, and its epoch is another. */
    private final Cache<UUID, UUID> unsettled =
            Caffeine.newBuilder().expireAfterWrite(LEASE.multipliedBy(5)).build();

    private final Thread heart;

    /** By two clocks: a machine that slept shows it on the wall's alone, one that was set on the other alone. */
    private record Begun(ObservatoryId observatory, long nanos, long millis) {
        static Begun now(ObservatoryId observatory) {
            return new Begun(observatory, System.nanoTime(), System.currentTimeMillis());
        }

        boolean isLongAgo() {
            return System.nanoTime() - nanos > BEAT.toNanos()
                    || Math.abs(System.currentTimeMillis() - millis) > BEAT.toMillis();
        }
    }

    InFlight(TenantTransactions db, JdbcClient jdbc, String node) {
        this.db = db;
        this.jdbc = jdbc;
        this.node = node;
        this.heart = Thread.ofVirtual().name("calls-in-flight").start(this::beat);
    }

    /** @return false when this node is at this call already, or sent it and could not write what became of it */
    boolean begin(ObservatoryId observatory, UUID call) {
        return unsettled.getIfPresent(call) == null && calls.putIfAbsent(call, Begun.now(observatory)) == null;
    }

    /**
     * Asked right before the first byte. From here on only the ledger may say what became of it.
     *
     * @return false when this node was held up so long, asleep or stopped, that another may have the call by now
     */
    boolean mayLeave(UUID call) {
        Begun begun = calls.get(call);
        if (begun == null || begun.isLongAgo() && !renewed(call, begun)) return false;
        unsettled.put(call, call);
        return true;
    }

    /** Whether this node is at it right now. */
    boolean holds(UUID call) {
        return calls.containsKey(call);
    }

    void settled(UUID call) {
        unsettled.invalidate(call);
    }

    void end(UUID call) {
        calls.remove(call);
    }

    @Override
    public void close() {
        heart.interrupt();
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(BEAT);
                calls.forEach(this::renew);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew(UUID call, Begun begun) {
        if (System.nanoTime() - begun.nanos < BEAT.toNanos() / 2) return;
        try {
            renewed(call, begun);
        } catch (RuntimeException e) {
            LOG.warn("the lease of call {} could not be renewed: {}", call, e.getMessage());
        }
    }

    private boolean renewed(UUID call, Begun begun) {
        return db.<Boolean>inObservatory(
                begun.observatory.value(),
                () -> jdbc.sql("""
                                update calls set lease_until = now() + make_interval(secs => ?)
                                where observatory_id = ? and id = ? and owner = ? and epoch = 1 and finished_at is null
                                """)
                                .params((double) LEASE.toSeconds(), begun.observatory.value(), call, node)
                                .update()
                        == 1);
    }
}
