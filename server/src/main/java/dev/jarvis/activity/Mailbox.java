package dev.jarvis.activity;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What one client of the live stream has still to be told. Rows are not kept here, only that there are new ones; of other
 * events the newest few are, so a client that reads slowly costs no memory.
 */
final class Mailbox implements AutoCloseable {
    static final int MOST = 64;

    private final UUID observatory;
    private final UUID caller;
    private final Consumer<Mailbox> whenClosed;
    private final Deque<Event> events = new ArrayDeque<>();
    private boolean rows = true;
    private boolean closed;

    record Event(String kind, Object data) {}

    /** @param rows whether to look for new rows */
    record News(boolean rows, List<Event> events) {}

    Mailbox(UUID observatory, UUID caller, Consumer<Mailbox> whenClosed) {
        this.observatory = observatory;
        this.caller = caller;
        this.whenClosed = whenClosed;
    }

    UUID observatory() {
        return observatory;
    }

    UUID caller() {
        return caller;
    }

    synchronized void rowsCame() {
        rows = true;
        notifyAll();
    }

    synchronized void put(Event event) {
        if (events.size() == MOST) events.removeFirst();
        events.addLast(event);
        notifyAll();
    }

    /** Waits for news, no longer than this; then there may be none. */
    synchronized News take(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!rows && events.isEmpty() && !closed) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) break;
            wait(millis);
        }
        News news = new News(rows, new ArrayList<>(events));
        rows = false;
        events.clear();
        return news;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        whenClosed.accept(this);
    }
}
