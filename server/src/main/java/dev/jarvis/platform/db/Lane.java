package dev.jarvis.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: callers put an item and park; one thread takes all that wait, commits them together, and wakes them.
 *
 * <p>A lone item is committed at once. Under load batches fill by themselves: while one commits the next one gathers, and
 * they begin at least a millisecond apart. Measured at three times the rate of a transaction an item (see docs/performance.md).
 *
 * <p>A bad item fails alone: when the database refuses a batch, its items are tried one by one. When the connection
 * breaks, the same batch is sent again on a new one for as long as its {@link Lanes} are patient, so the statement must be
 * harmless when it runs twice.
 *
 * @param <T> what is put
 * @param <R> what the caller gets back after the commit
 */
public final class Lane<T, R> implements AutoCloseable {
    /**
     * From the beginning of one batch to that of the next. Under load this makes fewer and larger batches, each of which
     * costs the database about as much as a few items; between the two writes of a lone act more time goes by anyway.
     */
    private static final Duration DISTANCE = Duration.ofMillis(1);

    private static final Duration AWAY = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** Commits all items in one implicit transaction; answers one result an item, in the same order. */
    @FunctionalInterface
    public interface Batch<T, R> {
        List<R> commit(Connection connection, List<T> items) throws SQLException;
    }

    private record Parked<T, R>(T item, CompletableFuture<R> result) {}

    private final String name;
    private final DataSource source;
    private final Batch<T, R> batch;
    private final Duration patience;
    private final int most;
    private final BlockingQueue<Parked<T, R>> queue;
    private final Thread thread;
    private volatile boolean closed;
    private long began = System.nanoTime();
    private volatile long
            awaySince; // by the nanosecond clock; 0 while the database answers, or is about to be tried anew

    /**
     * @param source gives a connection in autocommit mode; the lane keeps one
     * @param most items a batch at most
     * @param waiting items that may wait before {@link #put} refuses
     * @param patience how long a batch is tried again after the connection broke, before its callers are told
     */
    Lane(String name, DataSource source, int most, int waiting, Duration patience, Batch<T, R> batch) {
        this.name = name;
        this.patience = patience;
        this.source = source;
        this.batch = batch;
        this.most = most;
        this.queue = new LinkedBlockingQueue<>(waiting);
        this.thread = Thread.ofPlatform().name("lane-" + name).daemon().start(this::work);
    }

    /**
     * Waits until the item is committed.
     *
     * @throws LaneFull when too many wait already; nothing was written
     * @throws LaneBroken when the database could not be reached for long; whether it was written is not known
     * @throws RuntimeException what the database refused this item with; nothing was written
     */
    public R put(T item) {
        Parked<T, R> parked = new Parked<>(item, new CompletableFuture<>());
        if (closed || !queue.offer(parked)) throw new LaneFull(name);
        try {
            return parked.result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Whether the database has not answered for a second or longer; what is put now would most likely be refused in the end. */
    public boolean isAway() {
        long since = awaySince;
        return since != 0 && System.nanoTime() - since > AWAY.toNanos();
    }

    /** How many items wait to be taken. */
    public int waiting() {
        return queue.size();
    }

    /** Commits what waits, then stops. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        List<Parked<T, R>> taken = new ArrayList<>(most);
        try (Link link = new Link()) {
            while (take(taken)) {
                commit(link, taken);
                taken.clear();
            }
        }
    }

    private boolean take(List<Parked<T, R>> taken) {
        try {
            if (closed && queue.isEmpty()) return false;
            taken.add(queue.take());
            keepDistance();
            queue.drainTo(taken, most - 1);
            return true;
        } catch (InterruptedException e) {
            queue.drainTo(taken, most - taken.size());
            return !taken.isEmpty();
        }
    }

    private void keepDistance() throws InterruptedException {
        long left = began + DISTANCE.toNanos() - System.nanoTime();
        if (left > 0 && !closed) Thread.sleep(Duration.ofNanos(left));
        began = System.nanoTime();
    }

    private void commit(Link link, List<Parked<T, R>> taken) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                List<R> results = batch.commit(
                        link.connection(), taken.stream().map(Parked::item).toList());
                awaySince = 0;
                for (int i = 0; i < taken.size(); i++) taken.get(i).result.complete(results.get(i));
                return;
            } catch (SQLException e) {
                if (!broken(e)) {
                    refuse(link, taken, e);
                    return;
                }
                link.drop();
                if (awaySince == 0) awaySince = System.nanoTime() | 1;
                if (System.nanoTime() > deadline || closed) {
                    awaySince = 0; // the next item finds out
                    fail(taken, new LaneBroken(name, e));
                    return;
                }
                LOG.warn("lane {}: the database connection broke ({}); trying again", name, e.getSQLState());
                pause();
            } catch (RuntimeException e) {
                fail(taken, e);
                return;
            }
        }
    }

    private void refuse(Link link, List<Parked<T, R>> taken, SQLException e) {
        awaySince = 0; // it answered
        if (taken.size() == 1) fail(taken, new LaneRefused(name, e));
        else for (Parked<T, R> one : taken) commit(link, List.of(one));
    }

    private void fail(List<Parked<T, R>> taken, RuntimeException e) {
        for (Parked<T, R> parked : taken) parked.result.completeExceptionally(e);
    }

    /** Connection trouble (class 08), a statement that ran out of time, shutdown and crash (57), or no room (53). */
    private static boolean broken(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57") || state.startsWith("53");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The one kept connection. */
    private final class Link implements AutoCloseable {
        private @Nullable Connection kept;

        Connection connection() throws SQLException {
            if (kept == null) kept = source.getConnection();
            return kept;
        }

        void drop() {
            close();
            kept = null;
        }

        @Override
        public void close() {
            try {
                if (kept != null) kept.close();
            } catch (SQLException e) {
                LOG.debug("lane {}: closing a broken connection failed too", name, e);
            }
        }
    }

    /** Too many items wait. */
    public static final class LaneFull extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LaneFull(String lane) {
            super("Too many writes wait in lane " + lane);
        }
    }

    /** The database could not be reached; whether the item was written is not known. */
    public static final class LaneBroken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LaneBroken(String lane, Throwable cause) {
            super("The database did not answer lane " + lane, cause);
        }
    }

    /** The database refused this item; it was not written. */
    public static final class LaneRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LaneRefused(String lane, Throwable cause) {
            super("The database refused an item of lane " + lane, cause);
        }
    }
}
