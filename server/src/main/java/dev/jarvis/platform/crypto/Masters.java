package dev.jarvis.platform.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The master keys of this node, proven against the database at the start, and read again when a newer one is met. */
final class Masters {
    private static final Logger LOG = LoggerFactory.getLogger(Masters.class);
    private final MasterKeySource source;
    private volatile MasterKeys keys;

    private Masters(MasterKeySource source, MasterKeys keys) {
        this.source = source;
        this.keys = keys;
    }

    /**
     * Takes the keys from the source. Only a database in which nothing was sealed yet gets a new one.
     *
     * @throws KeyFailure when the key is missing, malformed or not the one of this database
     */
    static Masters open(MasterKeySource source, KeyCheck check) {
        Optional<byte[]> stored = check.stored();
        List<MasterKey> found = source.read();
        if (stored.isEmpty()) return first(source, check, found);
        if (found.isEmpty()) throw KeyFailure.missing(source.name());
        MasterKeys keys = new MasterKeys(found);
        if (!check.isOpenedBy(keys, stored.get())) throw KeyFailure.wrong(source.name());
        return new Masters(source, keys);
    }

    private static Masters first(MasterKeySource source, KeyCheck check, List<MasterKey> found) {
        MasterKeys keys = new MasterKeys(found.isEmpty() ? made(source) : found);
        if (check.storeFirst(keys) || check.isOpenedBy(keys, check.stored().orElseThrow()))
            return new Masters(source, keys);
        if (found.isEmpty()) source.discard(); // another node was first, with a key of its own
        throw KeyFailure.wrong(source.name());
    }

    private static List<MasterKey> made(MasterKeySource source) {
        if (source.writeFirst(List.of(MasterKey.random())))
            LOG.warn(
                    "A master key was made in {}. Keep a copy apart from the database: without it every stored credential is lost.",
                    source.name());
        return source.read();
    }

    MasterKeys current() {
        return keys;
    }

    /** The keys as the source has them now; another node may have added one. */
    synchronized MasterKeys reread() {
        List<MasterKey> found = source.read();
        if (!found.isEmpty()) keys = new MasterKeys(found);
        return keys;
    }

    /** @throws KeyFailure when no node of this kind can have that key */
    MasterKeys having(String keyId) {
        MasterKeys now = keys;
        if (now.find(keyId).isPresent()) return now;
        MasterKeys again = reread();
        if (again.find(keyId).isEmpty()) throw KeyFailure.unknown(keyId);
        return again;
    }

    boolean areOurs() {
        return source.isOurs();
    }

    /** A new key seals from now on; the earlier ones stay listed behind it. */
    synchronized MasterKeys add(MasterKey fresh) {
        List<MasterKey> all = new ArrayList<>(reread().all());
        all.addFirst(fresh);
        return replace(all);
    }

    synchronized MasterKeys keepOnlyPrimary() {
        return replace(List.of(reread().primary()));
    }

    private MasterKeys replace(List<MasterKey> all) {
        source.write(all);
        keys = new MasterKeys(all);
        return keys;
    }
}
