package dev.jarvis.platform.crypto;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Thirty-two random bytes that everything else is kept under. They are used for nothing themselves: what seals and what
 * signs is derived from them (HKDF, RFC 5869), each for its own purpose.
 */
final class MasterKey {
    static final int LENGTH = 32;
    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static MasterKey random() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /** @throws IllegalArgumentException in words, without the text */
    static MasterKey parse(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is not base64"); // the cause would quote it
        }
        if (bytes.length != LENGTH) throw new IllegalArgumentException("it has %d bytes".formatted(bytes.length));
        return new MasterKey(bytes);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Names the key without telling anything about it. */
    String id() {
        return HexFormat.of().formatHex(derived("id", 8));
    }

    byte[] sealing() {
        return derived("seal", 32);
    }

    Ed25519Sign.KeyPair signing() {
        try {
            return Ed25519Sign.KeyPair.newKeyPairFromSeed(derived("sign-anchors", 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] derived(String use, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(bytes)
                            .thenExpand(("jarvis/1 " + use).getBytes(StandardCharsets.US_ASCII), length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id() + "]";
    }
}
