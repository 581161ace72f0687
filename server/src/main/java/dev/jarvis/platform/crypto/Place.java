package dev.jarvis.platform.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Where a sealed value belongs. It is authenticated with the value, so that a value moved to another row, column,
 * tenant or version does not open.
 */
record Place(Purpose purpose, UUID observatory, UUID row, long version) {
    /** Stands for the instance itself, which belongs to no observatory; no random UUID is nil (RFC 9562 section 5.9). */
    static final UUID INSTANCE = new UUID(0, 0);

    private static final byte[] FORMAT = "jarvis/1".getBytes(StandardCharsets.US_ASCII);

    /** Each part with its length before it, so that no two places have the same bytes. */
    byte[] associatedData() {
        byte[][] parts = {FORMAT, purpose.wireName(), bytes(observatory), bytes(row), bytes(version)};
        int length = 0;
        for (byte[] part : parts) length += Integer.BYTES + part.length;
        ByteBuffer data = ByteBuffer.allocate(length);
        for (byte[] part : parts) data.putInt(part.length).put(part);
        return data.array();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
