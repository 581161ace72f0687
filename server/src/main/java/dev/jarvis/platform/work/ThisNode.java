package dev.jarvis.platform.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * This process among those that share the database. One row says that it lives; that row is the lease of everything it
 * holds, so that holding ten thousand things costs one update a second.
 *
 * <p>Safe for many threads.
 */
public final class ThisNode {
    /** After this long without a sign of life the others take what it held. */
    public static final Duration LEASE = Duration.ofSeconds(6);

    /** What must be left of the lease for something to be begun. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ThisNode.class);

    private final JdbcClient jdbc;
    private final Duration lease;
    private final InstantSource clock;
    private final Skew skew = new Skew();
    private final AtomicLong losses = new AtomicLong();
    private volatile Sign sign;

    /** The last sign of life: under which id, and when it was asked for by this process's clock. */
    private record Sign(UUID id, long nanos) {}

    private ThisNode(JdbcClient jdbc, Duration lease, InstantSource clock) {
        this.jdbc = jdbc;
        this.lease = lease;
        this.clock = clock;
        this.sign = born();
    }

    /** Enters it into the table of nodes. */
    static ThisNode enter(JdbcClient jdbc, Duration lease, InstantSource clock) {
        return new ThisNode(jdbc, lease, clock);
    }

    private Sign born() {
        Sign fresh = new Sign(UUID.randomUUID(), System.nanoTime());
        jdbc.sql("insert into nodes (id) values (?)").param(fresh.id).update();
        return fresh;
    }

    /** A new one after the others took this node for dead: what it held before is theirs. */
    public UUID id() {
        return sign.id;
    }

    /** Whether its lease surely stands for another second. Look before what cannot be taken back. */
    public boolean holds() {
        return System.nanoTime() - sign.nanos < lease.minus(MARGIN).toNanos();
    }

    /** How often the others took it for dead while it lived. */
    long losses() {
        return losses.get();
    }

    /** Gives a sign of life; its time is taken before, so that the others never wait shorter than this node thinks. */
    void beat() {
        Sign next = new Sign(sign.id, System.nanoTime());
        boolean lives = seen(next);
        sign = lives ? next : born();
        if (lives) return;
        losses.incrementAndGet();
        LOG.warn("The other nodes took this one for dead and have its work; it goes on as {}.", sign.id);
    }

    private boolean seen(Sign next) {
        Instant before = clock.instant();
        Optional<OffsetDateTime> database = jdbc.sql(
                        "update nodes set seen_at = now() where id = ? returning clock_timestamp()")
                .param(next.id)
                .query(OffsetDateTime.class)
                .optional();
        database.ifPresent(time -> skew.saw(before, time.toInstant(), clock.instant()));
        return database.isPresent();
    }

    /** This machine's clock beside the database's, as of the last sign of life. */
    Skew skew() {
        return skew;
    }

    /** Buries nodes without a sign of life. A restart of the database itself is nobody's death. */
    void reap() {
        jdbc.sql("""
                        delete from nodes
                        where seen_at < now() - ? * interval '1 millisecond'
                          and pg_postmaster_start_time() < now() - ? * interval '1 millisecond'""").params(lease.toMillis(), lease.toMillis()).update();
    }

    /** What it still holds is the others' at once. */
    void leave() {
        jdbc.sql("delete from nodes where id = ?").param(sign.id).update();
    }
}
