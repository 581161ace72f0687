package dev.jarvis.platform.crypto;

import dev.jarvis.platform.db.TenantTransactions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A known value, sealed by the master key and kept in the database: who opens it has the right key. */
class KeyCheck {
    private static final Place PLACE = new Place(Purpose.KEY_CHECK, Place.INSTANCE, Place.INSTANCE, 1);
    private static final byte[] KNOWN = "jarvis".getBytes(StandardCharsets.US_ASCII);
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;

    KeyCheck(TenantTransactions transactions, JdbcClient jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /** Empty in a database that nothing was sealed in yet. */
    Optional<byte[]> stored() {
        return transactions.global(() -> jdbc.sql("select key_check from instance where key_check is not null")
                .query(byte[].class)
                .optional());
    }

    boolean isOpenedBy(MasterKeys keys, byte[] stored) {
        try {
            return Arrays.equals(KNOWN, keys.aead().decrypt(stored, PLACE.associatedData()));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Answers false when another node was first. */
    boolean storeFirst(MasterKeys keys) {
        return transactions.global(() -> jdbc.sql("update instance set key_check = ? where key_check is null")
                        .param(sealed(keys))
                        .update()
                == 1);
    }

    void store(MasterKeys keys) {
        transactions.global(() -> {
            jdbc.sql("update instance set key_check = ?").param(sealed(keys)).update();
        });
    }

    private static byte[] sealed(MasterKeys keys) {
        try {
            return keys.aead().encrypt(KNOWN, PLACE.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
