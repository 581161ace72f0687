package dev.jarvis.platform.db;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * A small connection pooler in front of a server that trusts it, as PgBouncer works: it answers the start of a session
 * itself and lends a server connection for a transaction, or for the session
 * (<a href="https://www.postgresql.org/docs/18/protocol-message-formats.html">messages</a>).
 */
final class PoolerStandIn implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int PROTOCOL_3 = 196608;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingDeque<Wire> idle = new LinkedBlockingDeque<>();
    private final List<Wire> servers = new ArrayList<>();
    private final boolean forTheSession;

    PoolerStandIn(DatabaseUrl server, int size, boolean forTheSession) throws IOException {
        this.forTheSession = forTheSession;
        for (int i = 0; i < size; i++) {
            servers.add(Wire.login(server));
        }
        idle.addAll(servers);
        Thread.ofVirtual().start(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Wire server : servers) {
            server.socket.close();
        }
    }

    private void welcome() {
        try {
            while (true) {
                Wire client = new Wire(door.accept());
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Wire client) {
        Wire lent = null;
        try (Socket _ = client.socket) {
            greet(client);
            for (Message message = client.read(); message.type != 'X'; message = client.read()) {
                lent = lent == null ? idle.takeFirst() : lent;
                lent.write(message);
                if ((message.type == 'S' || message.type == 'Q') && isFreeAfterTheAnswer(lent, client)) {
                    idle.addFirst(lent);
                    lent = null;
                }
            }
        } catch (IOException | InterruptedException gone) {
            // the client went away
        } finally {
            if (lent != null) {
                idle.addFirst(lent);
            }
        }
    }

    private boolean isFreeAfterTheAnswer(Wire server, Wire client) throws IOException {
        server.out.flush();
        Message answer = server.read();
        while (answer.type != 'Z') {
            client.write(answer);
            answer = server.read();
        }
        client.write(answer);
        client.out.flush();
        return !forTheSession && answer.body[0] == 'I';
    }

    private static void greet(Wire client) throws IOException {
        int length = client.in.readInt();
        int code = client.in.readInt();
        client.in.readNBytes(length - 8);
        if (code == SSL_REQUEST || code == GSS_REQUEST) {
            client.out.writeByte('N');
            client.out.flush();
            greet(client);
            return;
        }
        client.write(new Message('R', new byte[4]));
        var about = Map.of(
                "server_version",
                "18.6",
                "client_encoding",
                "UTF8",
                "DateStyle",
                "ISO, MDY",
                "TimeZone",
                "UTC",
                "integer_datetimes",
                "on",
                "standard_conforming_strings",
                "on");
        for (var entry : about.entrySet()) {
            client.write(new Message('S', text(entry.getKey(), entry.getValue())));
        }
        client.write(new Message(
                'K', ByteBuffer.allocate(8).putInt(999_999_999).putInt(1).array()));
        client.write(new Message('Z', new byte[] {'I'}));
        client.out.flush();
    }

    private static byte[] text(String... words) {
        return (String.join("\0", words) + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private record Message(int type, byte[] body) {}

    private record Wire(Socket socket, DataInputStream in, DataOutputStream out) {
        Wire(Socket socket) throws IOException {
            this(
                    socket,
                    new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream())),
                    new DataOutputStream(new java.io.BufferedOutputStream(socket.getOutputStream())));
        }

        static Wire login(DatabaseUrl server) throws IOException {
            Wire wire = new Wire(new Socket(server.host(), server.port()));
            byte[] body = text("user", server.user(), "database", server.database(), "");
            wire.out.writeInt(body.length + 8);
            wire.out.writeInt(PROTOCOL_3);
            wire.out.write(body);
            wire.out.flush();
            for (Message answer = wire.read(); answer.type != 'Z'; answer = wire.read()) {
                if (answer.type == 'E') {
                    throw new IOException(new String(answer.body, StandardCharsets.UTF_8));
                }
            }
            return wire;
        }

        Message read() throws IOException {
            int type = in.readUnsignedByte();
            return new Message(type, in.readNBytes(in.readInt() - 4));
        }

        void write(Message message) throws IOException {
            out.writeByte(message.type);
            out.writeInt(message.body.length + 4);
            out.write(message.body);
        }
    }
}
