package dev.jarvis.sandbox.fault;

import dev.jarvis.sandbox.http.Answer;
import dev.jarvis.sandbox.http.Connection;
import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the right reply into the wrong answer. A reply not asked for is never made, so its request takes no effect. */
final class Spoiling {

    private static final byte[] BLOCK = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);

    private Spoiling() {}

    static Answer of(Fault fault, Supplier<Reply> right) {
        return switch (fault) {
            case Fault.Delay(Duration by) ->
                connection -> {
                    pause(by);
                    right.get().writeTo(connection);
                };
            case Fault.Close() -> Connection::close;
            case Fault.Reset() -> Connection::reset;
            case Fault.HalfClose() -> Connection::halfClose;
            case Fault.Hang() -> Connection::awaitPeer;
            case Fault.ReplyThenClose() -> then(right, Connection::close);
            case Fault.Status(int status, String type, String body) ->
                Reply.of(status, type, body.getBytes(StandardCharsets.UTF_8));
            case Fault.Redirect(int status, String location) ->
                Reply.empty(status).with("Location", location);
            case Fault.ExtraHeader(String name, String value) -> right.get().with(name, value);
            case Fault.Garbage(int bytes) -> connection -> garbage(connection, bytes);
            case Fault.Truncated(int bytes) -> connection -> truncated(connection, right.get(), bytes);
            case Fault.Huge(long bytes) -> connection -> huge(connection, bytes);
            case Fault.GzipBomb(long bytes) ->
                Reply.of(200, "application/json", bomb(bytes)).with("Content-Encoding", "gzip");
            case Fault.Drip(Duration perByte) -> connection -> drip(connection, right.get(), perByte);
            case Fault.BrokenChunk() -> connection -> brokenChunk(connection, right.get());
            case Fault.Interim(int count) -> connection -> interim(connection, right.get(), count);
            case Fault.Patch(ObjectNode merge) -> patched(right.get(), merge);
        };
    }

    private static Answer then(Supplier<Reply> right, Answer end) {
        return connection -> {
            right.get().writeTo(connection);
            end.writeTo(connection);
        };
    }

    private static void garbage(Connection connection, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        connection.send(bytes);
        connection.close();
    }

    private static void truncated(Connection connection, Reply reply, int bytes) throws IOException {
        connection.send(reply.head(reply.body().length));
        connection.send(Arrays.copyOf(reply.body(), Math.min(bytes, reply.body().length)));
        connection.close();
    }

    private static void huge(Connection connection, long bytes) throws IOException {
        connection.send(Reply.of(200, "application/json", new byte[0]).head(bytes));
        connection.send("{".getBytes(StandardCharsets.US_ASCII));
        for (long left = bytes - 2; left > 0; left -= BLOCK.length) {
            connection.send(left < BLOCK.length ? Arrays.copyOf(BLOCK, (int) left) : BLOCK);
        }
        connection.send("}".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bomb(long bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (long left = bytes; left > 0; left -= BLOCK.length) {
                gzip.write(BLOCK, 0, (int) Math.min(left, BLOCK.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static void drip(Connection connection, Reply reply, Duration perByte) throws IOException {
        for (byte octet : reply.wire()) {
            connection.send(new byte[] {octet});
            pause(perByte);
        }
    }

    private static void brokenChunk(Connection connection, Reply reply) throws IOException {
        connection.send(reply.chunkedHead());
        connection.send((Integer.toHexString(reply.body().length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        connection.send(reply.body());
        connection.send("\r\nnot-a-size\r\n".getBytes(StandardCharsets.US_ASCII));
        connection.close();
    }

    private static void interim(Connection connection, Reply reply, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            connection.send("HTTP/1.1 102 Processing\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        reply.writeTo(connection);
    }

    private static Reply patched(Reply reply, ObjectNode merge) {
        JsonNode body = Json.read(reply.body());
        return body instanceof ObjectNode object ? reply.withBody(Json.write(merged(object, merge))) : reply;
    }

    private static ObjectNode merged(ObjectNode target, ObjectNode merge) {
        merge.forEachEntry((field, value) -> {
            if (value.isNull()) {
                target.remove(field);
            } else if (value instanceof ObjectNode inner && target.get(field) instanceof ObjectNode old) {
                target.set(field, merged(old, inner));
            } else {
                target.set(field, value);
            }
        });
        return target;
    }

    private static void pause(Duration by) throws IOException {
        try {
            Thread.sleep(by);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while delaying an answer", e);
        }
    }
}
