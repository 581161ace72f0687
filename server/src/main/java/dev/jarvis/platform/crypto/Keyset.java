package dev.jarvis.platform.crypto;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * AES-256-GCM keys, of which one seals and all open. A sealed value starts with a byte 1 and the four bytes of its
 * key's id (Tink's output prefix), so it is known which key it needs.
 */
final class Keyset {
    private static final AesGcmParameters AES_256_GCM = parameters();
    private final KeysetHandle handle;
    private final Aead aead;

    private Keyset(KeysetHandle handle) throws GeneralSecurityException {
        this.handle = handle;
        this.aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    static Keyset fresh() {
        return calling(() -> new Keyset(
                KeysetHandle.newBuilder().addEntry(newEntry().makePrimary()).build()));
    }

    static Keyset ofMaster(List<MasterKey> keys) {
        return calling(() -> {
            KeysetHandle.Builder all = KeysetHandle.newBuilder();
            for (MasterKey key : keys) all.addEntry(imported(key));
            all.getAt(0).makePrimary();
            return new Keyset(all.build());
        });
    }

    @AccessesPartialKey
    private static KeysetHandle.Builder.Entry imported(MasterKey key) throws GeneralSecurityException {
        int id = Integer.parseUnsignedInt(key.id().substring(0, 8), 16);
        return KeysetHandle.importKey(AesGcmKey.builder()
                        .setParameters(AES_256_GCM)
                        .setKeyBytes(SecretBytes.copyFrom(key.sealing(), InsecureSecretKeyAccess.get()))
                        .setIdRequirement(id)
                        .build())
                .withFixedId(id);
    }

    /** With one more key, which seals from now on. */
    Keyset rotated() {
        return calling(() -> new Keyset(KeysetHandle.newBuilder(handle)
                .addEntry(newEntry().makePrimary())
                .build()));
    }

    private static KeysetHandle.Builder.Entry newEntry() {
        return KeysetHandle.generateEntryFromParameters(AES_256_GCM).withRandomId();
    }

    Aead aead() {
        return aead;
    }

    boolean sealsNow(byte[] sealed) {
        return keyOf(sealed) == handle.getPrimary().getId();
    }

    boolean knows(byte[] sealed) {
        return IntStream.range(0, handle.size()).anyMatch(i -> handle.getAt(i).getId() == keyOf(sealed));
    }

    private static int keyOf(byte[] sealed) {
        return sealed.length < 5 ? 0 : ByteBuffer.wrap(sealed, 1, 4).getInt();
    }

    byte[] wrapped(Aead master, Place place) {
        return calling(() -> TinkProtoKeysetFormat.serializeEncryptedKeyset(handle, master, place.associatedData()));
    }

    /** @throws GeneralSecurityException when the master key is another, or the place is */
    static Keyset unwrap(byte[] wrapped, Aead master, Place place) throws GeneralSecurityException {
        return new Keyset(TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, master, place.associatedData()));
    }

    private static AesGcmParameters parameters() {
        return calling(() -> {
            AeadConfig.register();
            return AesGcmParameters.builder()
                    .setKeySizeBytes(32)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.TINK)
                    .build();
        });
    }

    private interface Step<T> {
        T take() throws GeneralSecurityException;
    }

    /** None of these can fail with keys of our own making. */
    private static <T> T calling(Step<T> step) {
        try {
            return step.take();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
