package dev.jarvis.platform.crypto;

import dev.jarvis.sdk.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Keeps secrets in the database so that only the row they were sealed for can give them back.
 *
 * <pre>{@code
 * byte[] sealed = vault.seal(Purpose.OAUTH_CLIENT_SECRET, observatory.value(), row, version, secret);
 * Secret again = vault.openSecret(Purpose.OAUTH_CLIENT_SECRET, observatory.value(), row, version, sealed);
 * }</pre>
 *
 * <p>Two layers: the master key wraps a keyset an observatory, and that seals (AES-256-GCM). Give each write of a row a
 * new version, so that an older value put back does not open. May be called inside a transaction of the same
 * observatory or outside of any. Safe for many threads; a seal or an opening takes microseconds.
 */
public final class Vault {
    private final DataKeysets keysets;
    private final Masters masters;

    Vault(DataKeysets keysets, Masters masters) {
        this.keysets = keysets;
        this.masters = masters;
    }

    public byte[] seal(Purpose purpose, UUID observatory, UUID row, long version, byte[] plain) {
        return sealed(keysets.ofOrNew(observatory), new Place(purpose, observatory, row, version), plain);
    }

    public byte[] seal(Purpose purpose, UUID observatory, UUID row, long version, Secret plain) {
        return seal(purpose, observatory, row, version, plain.reveal().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Unopenable when the value was sealed for another place, is damaged, or its key is gone */
    public byte[] open(Purpose purpose, UUID observatory, UUID row, long version, byte[] sealed) {
        Place place = new Place(purpose, observatory, row, version);
        return opened(keysetFor(place, sealed), place, sealed);
    }

    /** @throws Unopenable as {@link #open} */
    public Secret openSecret(Purpose purpose, UUID observatory, UUID row, long version, byte[] sealed) {
        return Secret.of(new String(open(purpose, observatory, row, version, sealed), StandardCharsets.UTF_8));
    }

    /** Seals what belongs to the whole instance, under the master key itself. */
    public byte[] sealForInstance(Purpose purpose, UUID row, long version, Secret plain) {
        Place place = new Place(purpose, Place.INSTANCE, row, version);
        return sealed(masters.current().keyset(), place, plain.reveal().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Unopenable as {@link #open} */
    public Secret openForInstance(Purpose purpose, UUID row, long version, byte[] sealed) {
        Place place = new Place(purpose, Place.INSTANCE, row, version);
        Keyset now = masters.current().keyset();
        Keyset keyset = now.knows(sealed) ? now : masters.reread().keyset();
        return Secret.of(new String(opened(keyset, place, sealed), StandardCharsets.UTF_8));
    }

    /** Destroys the observatory's keyset: nothing sealed for it opens any more. There is no way back. */
    public void destroy(UUID observatory) {
        keysets.destroy(observatory);
    }

    /** Another node may have added the key that this value needs. */
    private Keyset keysetFor(Place place, byte[] sealed) {
        return keysets.of(place.observatory())
                .filter(keyset -> keyset.knows(sealed))
                .or(() -> keysets.reread(place.observatory()))
                .orElseThrow(() -> new Unopenable(place, "the observatory's keyset is gone"));
    }

    static byte[] sealed(Keyset keyset, Place place, byte[] plain) {
        try {
            return keyset.aead().encrypt(plain, place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    static byte[] opened(Keyset keyset, Place place, byte[] sealed) {
        try {
            return keyset.aead().decrypt(sealed, place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new Unopenable(place, "it was sealed for another place, or is damaged");
        }
    }
}
