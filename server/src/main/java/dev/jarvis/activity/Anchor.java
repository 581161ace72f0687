package dev.jarvis.activity;

import dev.jarvis.platform.crypto.AnchorSigner.Signature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A signed statement that the chain of an observatory had this hash at this place. Whoever changes the database without
 * the signing key cannot make one, so a chain that was cut or written anew disagrees with it.
 */
@SuppressWarnings("ArrayRecordComponent") // goes to and from bytea; compared by agreesWith only
record Anchor(UUID observatory, long seq, byte[] hash, byte[] signature, String keyId, Instant at) {
    static Anchor of(Seal seal, Notary notary, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        byte[] message = message(seal.observatory(), seal.seq(), seal.hash(), at);
        Signature signature = notary.sign(message);
        return new Anchor(seal.observatory(), seal.seq(), seal.hash(), signature.bytes(), signature.keyId(), at);
    }

    boolean isGenuine(Notary notary) {
        return notary.verifies(message(observatory, seq, hash, at), new Signature(keyId, signature));
    }

    boolean agreesWith(byte[] hashThere) {
        return Arrays.equals(hash, hashThere);
    }

    /** Tells two statements about one place apart. */
    String fingerprint() {
        return seq + HexFormat.of().formatHex(hash) + HexFormat.of().formatHex(signature) + keyId + at;
    }

    /** Plain lines, so that any tool can check the signature against the exported key. */
    private static byte[] message(UUID observatory, long seq, byte[] hash, Instant at) {
        return "jarvis-activity-anchor-1\n%s\n%d\n%s\n%s\n"
                .formatted(observatory, seq, HexFormat.of().formatHex(hash), at)
                .getBytes(StandardCharsets.UTF_8);
    }
}
