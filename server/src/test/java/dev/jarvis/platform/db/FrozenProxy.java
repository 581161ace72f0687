package dev.jarvis.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Stands between the server and its database: carries bytes, carries none (frozen), or hangs up and lets nobody in (cut). */
final class FrozenProxy implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantReadWriteLock ice = new ReentrantReadWriteLock(true);
    private volatile boolean cut;

    FrozenProxy(int target) throws IOException {
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

    void cut() {
        cut = true;
        open.forEach(FrozenProxy::close);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(FrozenProxy::close);
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
            Thread.ofVirtual().start(() -> carry(client, server));
            Thread.ofVirtual().start(() -> carry(server, client));
        } catch (IOException e) {
            close(client);
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) pass(out, buffer, n);
        } catch (IOException gone) {
            // one side hung up
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void pass(OutputStream out, byte[] buffer, int n) throws IOException {
        ice.readLock().lock();
        try {
            out.write(buffer, 0, n);
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
