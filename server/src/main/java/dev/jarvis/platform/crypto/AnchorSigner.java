package dev.jarvis.platform.crypto;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signs the anchors of the log (Ed25519, RFC 8032) with a key derived from the master key, so that whoever rewrites the
 * database cannot sign anew. The public key is written to {@code anchor-keys/<id>.pem} in the data directory, where it
 * stays when the master key is replaced; {@code openssl pkeyutl -verify} reads it.
 */
public final class AnchorSigner {
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100"); // RFC 8410 section 4
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private final Masters masters;
    private final Path folder;

    /** @param keyId names the public key that verifies it */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    public record Signature(String keyId, byte[] bytes) {}

    AnchorSigner(Masters masters, Path dataDirectory) {
        this.masters = masters;
        this.folder = dataDirectory.resolve("anchor-keys");
    }

    public Signature sign(byte[] content) {
        Ed25519Sign.KeyPair keys = masters.current().primary().signing();
        try {
            String id = export(keys.getPublicKey());
            return new Signature(id, new Ed25519Sign(keys.getPrivateKey()).sign(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers false for a changed content, a signature by another key, and a key nobody knows. */
    public boolean verify(byte[] content, Signature signature) {
        return publicKey(signature.keyId())
                .map(key -> verified(key, content, signature.bytes()))
                .orElse(false);
    }

    private static boolean verified(byte[] key, byte[] content, byte[] signature) {
        try {
            new Ed25519Verify(key).verify(signature, content);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Optional<byte[]> publicKey(String id) {
        return masters.current().all().stream()
                .map(key -> key.signing().getPublicKey())
                .filter(key -> idOf(key).equals(id))
                .findFirst()
                .or(() -> exported(id));
    }

    private Optional<byte[]> exported(String id) {
        Path file = folder.resolve(id + ".pem");
        if (!ID.matcher(id).matches() || !Files.exists(file)) return Optional.empty();
        try {
            byte[] der = Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----[A-Z ]+-----", ""));
            byte[] key = Arrays.copyOfRange(der, SPKI.length, der.length);
            return Optional.of(key).filter(read -> idOf(read).equals(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String export(byte[] key) {
        String id = idOf(key);
        Path file = folder.resolve(id + ".pem");
        if (!Files.exists(file)) write(file, key);
        return id;
    }

    private void write(Path file, byte[] key) {
        byte[] der = Arrays.copyOf(SPKI, SPKI.length + key.length);
        System.arraycopy(key, 0, der, SPKI.length, key.length);
        String pem = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(der));
        try {
            Files.createDirectories(folder);
            Files.writeString(file, pem, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String idOf(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
