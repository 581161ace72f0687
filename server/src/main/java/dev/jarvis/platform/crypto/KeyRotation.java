package dev.jarvis.platform.crypto;

import dev.jarvis.platform.db.TenantTransactions;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Replaces keys of both layers while the server works. Each step is a small transaction and may be repeated, so a
 * rotation that was cut off is finished by the next, or by {@link #finish()} within the hour.
 */
public final class KeyRotation {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final Masters masters;
    private final KeyCheck check;
    private final DataKeysets keysets;
    private final Resealing resealing;
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;

    /**
     * What a rotation did.
     *
     * @param keysets wrapped or extended
     * @param rows sealed again
     */
    public record Done(int keysets, long rows) {}

    KeyRotation(
            Masters masters,
            KeyCheck check,
            DataKeysets keysets,
            Resealing resealing,
            TenantTransactions transactions,
            JdbcClient jdbc) {
        this.masters = masters;
        this.check = check;
        this.keysets = keysets;
        this.resealing = resealing;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /**
     * Makes a new master key, adds it to the key file and wraps every keyset by it. The old key stays listed
     * behind it. With keys from the environment it wraps by the first of those given.
     *
     * @throws KeyFailure {@code master-key-from-outside} when the keys come from the environment and no new one is there
     */
    public Done rotateMaster() {
        if (masters.areOurs()) masters.add(MasterKey.random());
        int wrapped = rewrapAll();
        if (wrapped == 0 && !masters.areOurs()) throw KeyFailure.notOurs();
        LOG.info(
                "{} keysets are now wrapped by master key {}.",
                wrapped,
                masters.current().primary().id());
        return new Done(wrapped, 0);
    }

    /** Gives every observatory a new data key and seals all its rows by it. */
    public Done rotateData() {
        int rotated = 0;
        long rows = 0;
        for (UUID observatory : observatories()) {
            rows += rotateData(observatory).rows();
            rotated++;
        }
        LOG.info("{} observatories have a new data key; {} values were sealed again.", rotated, rows);
        return new Done(rotated, rows);
    }

    /** As {@link #rotateData()}, for one observatory. */
    public Done rotateData(UUID observatory) {
        keysets.rotate(observatory);
        return new Done(1, resealing.run(observatory));
    }

    /**
     * Takes the old master keys out of the key file. Backups made before the rotation, and what {@link
     * Vault#sealForInstance} sealed before it, need them; so nobody does this but a person.
     *
     * @throws IllegalStateException when a keyset is still wrapped by one of them, or the keys are not ours to change
     */
    public void forgetOldMasterKeys() {
        if (!masters.areOurs()) throw KeyFailure.notOurs();
        if (rewrapAll() > 0) throw new IllegalStateException("Keysets were still wrapped by an old master key");
        masters.keepOnlyPrimary();
    }

    /** Finishes what was cut off, and what other nodes sealed by the old keys meanwhile. Comes by itself every hour. */
    void finish() {
        masters.reread();
        rewrapAll();
        observatories().stream().filter(keysets::changedLately).forEach(resealing::run);
    }

    private int rewrapAll() {
        String primary = masters.current().primary().id();
        List<UUID> waiting = transactions.global(() -> jdbc.sql("select observatory_id from route_keysets_not_under(?)")
                .param(primary)
                .query(UUID.class)
                .list());
        waiting.forEach(keysets::rewrap);
        check.store(masters.current());
        return waiting.size();
    }

    private List<UUID> observatories() {
        return transactions.global(() -> jdbc.sql("select * from route_observatories()")
                .query(UUID.class)
                .list());
    }
}
