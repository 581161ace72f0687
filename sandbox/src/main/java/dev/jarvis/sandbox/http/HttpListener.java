package dev.jarvis.sandbox.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections and answers their requests, one virtual thread a connection, kept alive until the client closes.
 *
 * <p>Written for the sandbox rather than taken from the JDK, because a fault needs the socket: a reset, a half-close or a
 * truncated answer cannot be asked of a well-behaved server.
 */
public final class HttpListener implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HttpListener.class.getName());
    private static final int BACKLOG = 1024;

    private final ServerSocket server;
    private volatile Handler handler = request -> Reply.text(503, "The sandbox is not ready.");
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private HttpListener(ServerSocket server) {
        this.server = server;
    }

    /** Takes the port, so that {@link #uri} is known before there is a handler; port 0 takes a free one. */
    public static HttpListener bind(InetAddress address, int port) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(address, port), BACKLOG);
            return new HttpListener(server);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    public void serve(Handler answering) {
        handler = answering;
        Thread.ofPlatform().daemon().name("sandbox-accept").start(this::accept);
    }

    public URI uri() {
        return URI.create("http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
    }

    @Override
    public void close() {
        quietly(server);
        open.forEach(HttpListener::quietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // closed while waiting: the loop's condition ends it
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            converse(socket);
        } catch (IOException e) {
            // the client went away, which is its right
        } finally {
            open.remove(socket);
        }
    }

    private void converse(Socket socket) throws IOException {
        Connection connection = new Connection(socket);
        RequestReader reader = new RequestReader(connection, socket.getInputStream());
        for (Request request = next(reader, connection); request != null; request = next(reader, connection)) {
            answer(request).writeTo(connection);
            if (request.headers().has("Connection", "close")) {
                return;
            }
        }
    }

    private Answer answer(Request request) {
        try {
            return handler.answer(request);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The sandbox failed at " + request.method() + " " + request.path(), e);
            return Reply.text(500, "The sandbox itself failed: see its log.");
        }
    }

    private static @Nullable Request next(RequestReader reader, Connection connection) throws IOException {
        if (!connection.isOpen()) {
            return null;
        }
        try {
            return reader.read();
        } catch (Refusal refusal) {
            refusal.reply().with("Connection", "close").writeTo(connection);
            return null;
        }
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // nothing is left to do with it
        }
    }
}
