package dev.jarvis.platform.http;

import dev.jarvis.sdk.Request;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends one call when its kind's {@link Patience} is used up. */
final class Limit implements AutoCloseable {
    private final Request.Kind kind;
    private final long nanos;
    private final Runnable cut;
    private final ScheduledExecutorService clock;
    private volatile long since = System.nanoTime();
    private volatile boolean reached;
    private volatile @Nullable Future<?> alarm;
    private volatile boolean closed;

    Limit(Request.Kind kind, Duration patience, Runnable cut, ScheduledExecutorService clock) {
        this.kind = kind;
        this.nanos = patience.toNanos();
        this.cut = cut;
        this.clock = clock;
        alarmIn(nanos);
    }

    /** The first byte is about to leave. */
    void sending() {
        if (kind != Request.Kind.API) since = System.nanoTime();
    }

    /** Some bytes of a body went by. */
    void moved() {
        if (kind == Request.Kind.UPLOAD || kind == Request.Kind.DOWNLOAD) since = System.nanoTime();
    }

    boolean reached() {
        return reached;
    }

    private void alarmIn(long delay) {
        alarm = clock.schedule(this::look, delay, TimeUnit.NANOSECONDS);
    }

    private void look() {
        long left = nanos - (System.nanoTime() - since);
        if (closed) return;
        if (left > 0) {
            alarmIn(left);
        } else {
            reached = true;
            Thread.startVirtualThread(cut); // closing a connection may wait; the clock must not
        }
    }

    @Override
    public void close() {
        closed = true;
        Future<?> pending = alarm;
        if (pending != null) pending.cancel(false);
    }
}
