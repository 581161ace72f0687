package dev.jarvis.platform.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The port of the embedded server: the one asked for, the one of last time, or any that is free. */
record LoopbackPort(Path memory, int wanted) {
    static final int ANY = 0;

    static LoopbackPort of(Path data, int wanted) {
        return new LoopbackPort(data.resolve("postgres.port"), wanted);
    }

    /** The value of {@code JARVIS_DATABASE_PORT}; absent or empty means any. */
    static int setting(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return ANY;
        }
        if (!value.strip().matches("[0-9]{1,5}") || Integer.parseInt(value.strip()) > 65_535) {
            throw DatabaseFailure.badPort(value);
        }
        return Integer.parseInt(value.strip());
    }

    boolean isFixed() {
        return wanted != ANY;
    }

    int pick() throws IOException {
        if (isFixed()) {
            return wanted;
        }
        int last = remembered();
        return last != ANY && isFree(last) ? last : anyFree();
    }

    void remember(int port) throws IOException {
        if (port != remembered()) {
            Files.writeString(memory, port + "\n");
        }
    }

    private int remembered() throws IOException {
        try {
            return Files.exists(memory)
                    ? Integer.parseInt(Files.readString(memory).strip())
                    : ANY;
        } catch (NumberFormatException e) {
            return ANY;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = bound(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int anyFree() throws IOException {
        try (ServerSocket socket = bound(ANY)) {
            return socket.getLocalPort();
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
