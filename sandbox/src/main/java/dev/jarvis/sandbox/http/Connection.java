package dev.jarvis.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;

/** The client's connection, for answers that need more than a reply. */
public final class Connection {

    private final Socket socket;

    Connection(Socket socket) {
        this.socket = socket;
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Ends the connection in order (FIN). */
    public void close() throws IOException {
        socket.close();
    }

    /** Ends the connection with a reset (RST). */
    public void reset() throws IOException {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        socket.close();
    }

    /** Stops sending but goes on reading until the client goes away. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
        awaitPeer();
    }

    /** Says nothing until the client goes away. */
    public void awaitPeer() throws IOException {
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
            // whatever still comes is not answered
        }
        socket.close();
    }

    boolean isOpen() {
        return !socket.isClosed();
    }
}
