package dev.jarvis.platform.crypto;

import com.google.crypto.tink.Aead;
import java.util.List;
import java.util.Optional;

/** The master keys in use: the first seals, all open. Immutable. */
final class MasterKeys {
    private final List<MasterKey> keys;
    private final Keyset keyset;

    MasterKeys(List<MasterKey> keys) {
        this.keys = List.copyOf(keys);
        this.keyset = Keyset.ofMaster(keys);
    }

    MasterKey primary() {
        return keys.getFirst();
    }

    List<MasterKey> all() {
        return keys;
    }

    Optional<MasterKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    Aead aead() {
        return keyset.aead();
    }

    Keyset keyset() {
        return keyset;
    }
}
