package dev.jarvis.platform.db;

import dev.jarvis.platform.db.Lane.Batch;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Opens the lanes of this process, all on one source and with one patience.
 *
 * @param source gives connections in autocommit mode; each lane keeps one
 * @param patience how long a lane tries a batch again after its connection broke, before its callers are told
 */
public record Lanes(DataSource source, Duration patience) {
    /** As {@link Lane#Lane}; the caller closes it. */
    public <T, R> Lane<T, R> open(String name, int most, int waiting, Batch<T, R> batch) {
        return new Lane<>(name, source, most, waiting, patience, batch);
    }
}
