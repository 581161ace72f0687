package dev.jarvis.activity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over a list of fields that can be read in one way only: each is written as four bytes of length (big-endian)
 * and then its bytes, texts as UTF-8, numbers as eight bytes; an absent field is the length -1.
 */
final class Fields {
    private static final int ABSENT = -1;

    private final MessageDigest digest = sha256();

    /** @param purpose keeps hashes of different things apart, and of later versions of the same thing */
    Fields(String purpose) {
        text(purpose);
    }

    Fields text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    Fields bytes(byte[] value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, value.length));
        digest.update(value);
        return this;
    }

    Fields number(long value) {
        return bytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    Fields id(@Nullable UUID value) {
        if (value == null) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, ABSENT));
            return this;
        }
        return bytes(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array());
    }

    Fields time(Instant value) {
        return number(value.getEpochSecond()).number(value.getNano());
    }

    byte[] hash() {
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
