package dev.jarvis.activity;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.purge.SmallSteps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Forgets rows that are older than their observatory keeps them, and puts that on record in the same transaction, so that
 * the check of the chain can tell it from tampering. Only rows behind an anchor go; a month that is empty for everybody is
 * dropped whole.
 */
final class LogRetention {
    private static final Logger LOG = LoggerFactory.getLogger(LogRetention.class);

    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final ActivityLog log;
    private final Supplier<List<ObservatoryId>> observatories;
    private final ToIntFunction<ObservatoryId> days;
    private final InstantSource clock;

    /** @param days how many an observatory keeps */
    LogRetention(
            TenantTransactions db,
            JdbcClient jdbc,
            ActivityLog log,
            Supplier<List<ObservatoryId>> observatories,
            ToIntFunction<ObservatoryId> days,
            InstantSource clock) {
        this.db = db;
        this.jdbc = jdbc;
        this.log = log;
        this.observatories = observatories;
        this.days = days;
        this.clock = clock;
    }

    void round() {
        for (ObservatoryId observatory : observatories.get()) {
            if (Thread.currentThread().isInterrupted()) return;
            forget(observatory);
        }
        db.global(() -> jdbc.sql("select activity_partitions_drop_empty()")
                        .query(String.class)
                        .list())
                .forEach(month -> LOG.info("The month {} of the log is over for everybody and was dropped.", month));
    }

    /** @return how many rows went */
    long forget(ObservatoryId observatory) {
        Duration kept = Duration.ofDays(days.applyAsInt(observatory));
        Instant before = clock.instant().minus(kept).truncatedTo(ChronoUnit.DAYS);
        long all = db.inObservatory(observatory.value(), () -> first(observatory, before));
        if (all < SmallSteps.MOST) return all;
        return all + SmallSteps.untilDone(() -> db.<Integer>inObservatory(observatory.value(), () -> some(before)));
    }

    /** The record covers all that follows it. */
    private long first(ObservatoryId observatory, Instant before) {
        int gone = some(before);
        if (gone > 0) log.write(Records.forgotten(observatory, before, clock.instant()));
        return gone;
    }

    private int some(Instant before) {
        UUID below = UuidV7.floor(before);
        return jdbc.sql("select activity_forget(?, ?)")
                .params(below, SmallSteps.MOST)
                .query(Integer.class)
                .single();
    }
}
