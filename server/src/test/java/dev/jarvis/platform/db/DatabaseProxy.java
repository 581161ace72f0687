package dev.jarvis.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the server and its database: carries bytes, carries none (frozen), or hangs up and lets nobody in (cut). Can
 * also be told to spoil one round trip, the n-th from then on over all connections.
 *
 * <p>A round trip begins where the client's bytes end with a Sync message
 * (<a href="https://www.postgresql.org/docs/18/protocol-message-formats.html">Message Formats</a>), which is where the driver
 * waits for the answer; without a transaction around it, that is a commit.
 */
public final class DatabaseProxy implements AutoCloseable {
    private static final byte[] SYNC = {'S', 0, 0, 0, 4};
    private static final Duration LATE = Duration.ofSeconds(4); // longer than BehindAProxy's socketTimeout

    private final ServerSocket door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantReadWriteLock ice = new ReentrantReadWriteLock(true);
    private final AtomicReference<Point> armed = new AtomicReference<>();
    private volatile boolean cut;

    /** What happens to a round trip. */
    public enum Blow {
        /** The connection ends before the server hears of it. */
        UNHEARD,
        /** The server does it, and the connection ends before the client hears of that. */
        UNANSWERED,
        /** The server hears of it after the client gave up waiting. */
        LATE
    }

    private record Point(AtomicInteger left, Blow blow) {}

    DatabaseProxy(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From one thread; the same one thaws. */
    void freeze() {
        ice.writeLock().lock();
    }

    void thaw() {
        ice.writeLock().unlock();
    }

    /** Spoils one of the round trips to come. @param number 1 for the next one */
    public void spoil(int number, Blow blow) {
        armed.set(new Point(new AtomicInteger(number), blow));
    }

    /** Whether what was to be spoiled was; nothing will be any more. */
    public boolean wasSpoiled() {
        Point point = armed.getAndSet(null);
        return point == null || point.left.get() <= 0;
    }

    public void cut() {
        cut = true;
        open.forEach(DatabaseProxy::close);
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(DatabaseProxy::close);
    }

    private void welcome() {
        try {
            while (true) join(door.accept());
        } catch (IOException over) {
            // the test is over
        }
    }

    private void join(Socket client) {
        if (cut) {
            close(client);
            return;
        }
        try {
            Socket server = new Socket("127.0.0.1", target);
            open.add(client);
            open.add(server);
            AtomicBoolean mute = new AtomicBoolean();
            Thread.ofVirtual().start(() -> carry(client, server, bytes -> toServer(server, mute, bytes)));
            Thread.ofVirtual().start(() -> carry(server, client, bytes -> toClient(client, mute, bytes)));
        } catch (IOException e) {
            close(client);
        }
    }

    private interface Way {
        void pass(byte[] bytes) throws IOException;
    }

    private void carry(Socket from, Socket to, Way way) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) way.pass(Arrays.copyOf(buffer, n));
        } catch (IOException gone) {
            // one side hung up
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void toServer(Socket server, AtomicBoolean mute, byte[] bytes) throws IOException {
        Blow blow = endsWithSync(bytes) ? next() : null;
        if (blow == Blow.UNHEARD) throw new IOException("spoiled");
        if (blow == Blow.UNANSWERED) mute.set(true);
        if (blow == Blow.LATE) pause();
        write(server, bytes);
    }

    private void toClient(Socket client, AtomicBoolean mute, byte[] bytes) throws IOException {
        if (mute.get()) throw new IOException("spoiled");
        write(client, bytes);
    }

    private @Nullable Blow next() {
        Point point = armed.get();
        return point != null && point.left.decrementAndGet() == 0 ? point.blow : null;
    }

    private static boolean endsWithSync(byte[] bytes) {
        return bytes.length >= SYNC.length
                && Arrays.equals(bytes, bytes.length - SYNC.length, bytes.length, SYNC, 0, SYNC.length);
    }

    private static void pause() {
        try {
            Thread.sleep(LATE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Socket to, byte[] bytes) throws IOException {
        ice.readLock().lock();
        try {
            to.getOutputStream().write(bytes);
        } finally {
            ice.readLock().unlock();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }
}
