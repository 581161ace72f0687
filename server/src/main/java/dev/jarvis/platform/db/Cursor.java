package dev.jarvis.platform.db;

import dev.jarvis.platform.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in a list that is sorted by a key and then by id: the row after which the next page begins. To a caller it is
 * an opaque text; it gives no access, because the query still runs inside the caller's observatory.
 *
 * <pre>{@code
 * Cursor<Instant> after = Cursor.Kind.TIME.decode(parameter);
 * String next = Cursor.Kind.TIME.encode(new Cursor<>(last.createdAt(), last.id()));
 * }</pre>
 *
 * @param <K> the type of the key the list is sorted by
 */
public record Cursor<K>(K key, UUID id) {
    /** What lists are sorted by. A cursor of one kind is refused by another. */
    public static final class Kind<K> {
        /** Times, kept to the microsecond as PostgreSQL does. */
        public static final Kind<Instant> TIME = new Kind<>('t', Kind::writeTime, Kind::readTime);

        public static final Kind<Long> NUMBER =
                new Kind<>('n', (out, key) -> out.writeLong(key), DataInputStream::readLong);

        /** Texts, at most 21,000 characters. */
        public static final Kind<String> TEXT = new Kind<>('s', (out, key) -> out.writeUTF(key), in -> in.readUTF());

        private final int mark;
        private final Writer<K> writer;
        private final Reader<K> reader;

        private Kind(char mark, Writer<K> writer, Reader<K> reader) {
            this.mark = mark;
            this.writer = writer;
            this.reader = reader;
        }

        public String encode(Cursor<K> cursor) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeByte(mark);
                out.writeLong(cursor.id.getMostSignificantBits());
                out.writeLong(cursor.id.getLeastSignificantBits());
                writer.write(out, cursor.key);
            } catch (IOException e) {
                throw new IllegalArgumentException("a key that cannot be written: " + e.getMessage(), e);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        }

        /** @throws Problem 400 {@code bad-cursor} when it is not a text that {@link #encode} of this kind made */
        public Cursor<K> decode(String text) {
            try (DataInputStream in = new DataInputStream(
                    new ByteArrayInputStream(Base64.getUrlDecoder().decode(text)))) {
                if (in.readByte() != mark) {
                    throw bad();
                }
                UUID id = new UUID(in.readLong(), in.readLong());
                K key = reader.read(in);
                if (in.read() >= 0) {
                    throw bad();
                }
                return new Cursor<>(key, id);
            } catch (IOException | IllegalArgumentException | DateTimeException e) {
                throw bad();
            }
        }

        private static Problem bad() {
            return Problem.of(
                            400,
                            "bad-cursor",
                            "This cursor is not one of this list. Take nextCursor of the page before, or leave it out.")
                    .at("cursor", "is not one of this list");
        }

        private static void writeTime(DataOutputStream out, Instant time) throws IOException {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano() / 1000);
        }

        private static Instant readTime(DataInputStream in) throws IOException {
            return Instant.ofEpochSecond(in.readLong(), in.readInt() * 1000L);
        }
    }

    private interface Writer<K> {
        void write(DataOutputStream out, K key) throws IOException;
    }

    private interface Reader<K> {
        K read(DataInputStream in) throws IOException;
    }
}
