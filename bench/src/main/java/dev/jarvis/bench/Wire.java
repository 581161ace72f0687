package dev.jarvis.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection that does as little as a client can, so that what is measured is the server. Understands
 * Content-Length and chunked replies. One thread at a time.
 */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Wire(InetSocketAddress address) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(address, PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 8192);
        out = new BufferedOutputStream(socket.getOutputStream(), 8192);
    }

    /** @return the status of the reply, whose body is read and dropped */
    int exchange(byte[] request) throws IOException {
        out.write(request);
        out.flush();
        return reply();
    }

    static byte[] post(String path, String host, String authorization, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, host, authorization, content.length);
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] get(String path, String host, String authorization) {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\n\r\n"
                .formatted(path, host, authorization)
                .getBytes(StandardCharsets.UTF_8);
    }

    private int reply() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:"))
                length = Integer.parseInt(lower.substring(15).trim());
            if (lower.startsWith("transfer-encoding:")) chunked = lower.contains("chunked");
        }
        if (chunked) skipChunks();
        else if (length > 0) in.skipNBytes(length);
        return status;
    }

    private void skipChunks() throws IOException {
        while (true) {
            int size = Integer.parseInt(line().trim(), 16);
            in.skipNBytes(size + 2L);
            if (size == 0) return;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        while (true) {
            int c = in.read();
            if (c < 0) throw new EOFException("The server closed the connection inside a reply");
            if (c == '\n') return line.toString();
            if (c != '\r') line.append((char) c);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
