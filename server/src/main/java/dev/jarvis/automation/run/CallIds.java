package dev.jarvis.automation.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that follow from the run, the step and the attempt, so that a step that is carried out again after a crash meets its
 * own row of the ledger. In the form of version 7 (RFC 9562 section 5.7), with the run's time.
 */
final class CallIds {
    private static final long TIME = 0xFFFF_FFFF_FFFF_0000L;

    private CallIds() {}

    static UUID of(UUID run, String path, int attempt) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(run + "/" + path + "/" + attempt));
        long high = run.getMostSignificantBits() & TIME | 0x7000L | digest.getShort() & 0x0FFFL;
        long low = digest.getLong(8) >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256 (java.security.MessageDigest)", e);
        }
    }
}
