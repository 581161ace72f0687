package dev.jarvis.platform.db;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * One column of a batch as PostgreSQL's binary protocol carries it, so that nothing is quoted here and parsed there: of what
 * a run cost the database, a tenth was reading arrays written as text.
 *
 * <p>The form is that of {@code array_send} in PostgreSQL's source: dimensions, whether there are nulls, the type of the
 * elements; of the one dimension its length and lower bound; each element with its length before it, -1 for null.
 */
final class BinaryArray extends PGobject implements PGBinaryObject {
    private static final long serialVersionUID = 1L;
    private static final int HEAD = 5 * Integer.BYTES;
    private static final byte JSONB_VERSION = 1;
    private static final long EPOCH_SECONDS =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    /** Elements and their types, by the numbers they have in every PostgreSQL ({@code pg_type.dat}). */
    enum Of {
        UUIDS("_uuid", 2950, 2951, of -> uuid((UUID) of)),
        TEXTS("_text", 25, 1009, of -> text((String) of)),
        JSONS("_jsonb", 3802, 3807, of -> json((String) of)),
        BYTES("_bytea", 17, 1001, of -> (byte[]) of),
        INTEGERS(
                "_int4",
                23,
                1007,
                of -> ByteBuffer.allocate(Integer.BYTES).putInt((Integer) of).array()),
        LONGS("_int8", 20, 1016, of -> number((Long) of)),
        TIMES("_timestamptz", 1184, 1185, of -> number(micros((Instant) of)));

        private final String array;
        private final int element;
        private final int number;
        private final transient Function<Object, byte[]> form;

        Of(String array, int element, int number, Function<Object, byte[]> form) {
            this.array = array;
            this.element = element;
            this.number = number;
            this.form = form;
        }
    }

    /** The arrays' types, for the driver's setting of what it sends in binary form. */
    static final String TYPES =
            Arrays.stream(Of.values()).map(type -> String.valueOf(type.number)).collect(Collectors.joining(","));

    private final byte[] bytes;

    BinaryArray(Of type, List<? extends @Nullable Object> values) {
        setType(type.array);
        this.bytes = written(type, values);
    }

    private static byte[] written(Of type, List<? extends @Nullable Object> values) {
        List<byte @Nullable []> elements = new ArrayList<>(values.size());
        int length = values.isEmpty() ? 3 * Integer.BYTES : HEAD + values.size() * Integer.BYTES;
        for (Object value : values) {
            byte[] element = value == null ? null : type.form.apply(value);
            elements.add(element);
            if (element != null) length += element.length;
        }
        ByteBuffer to = ByteBuffer.allocate(length)
                .putInt(values.isEmpty() ? 0 : 1)
                .putInt(elements.contains(null) ? 1 : 0)
                .putInt(type.element);
        if (!values.isEmpty()) to.putInt(values.size()).putInt(1);
        for (byte[] element : elements)
            if (element == null) to.putInt(-1);
            else to.putInt(element.length).put(element);
        return to.array();
    }

    private static byte[] uuid(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] json(String json) {
        byte[] text = text(json);
        return ByteBuffer.allocate(1 + text.length).put(JSONB_VERSION).put(text).array();
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static long micros(Instant at) {
        return Math.addExact(
                Math.multiplyExact(at.getEpochSecond() - EPOCH_SECONDS, 1_000_000L), at.getNano() / 1_000L);
    }

    @Override
    public int lengthInBytes() {
        return bytes.length;
    }

    @Override
    public void toBytes(byte[] to, int offset) {
        System.arraycopy(bytes, 0, to, offset, bytes.length);
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("Arrays are only sent.");
    }

    /** As text it would be null, and null would be written. */
    @Override
    public String getValue() {
        throw new IllegalStateException("The driver does not send " + getType() + " in binary form.");
    }
}
