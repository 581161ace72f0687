package dev.jarvis.platform.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jarvis.platform.db.AfterCommit;
import dev.jarvis.platform.db.TenantTransactions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One keyset an observatory, wrapped by the master key. A copy stays in memory for at most five minutes, after which a
 * keyset destroyed on another node is gone here too.
 */
final class DataKeysets {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final Masters masters;
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final Cache<UUID, Row> cache =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    /** A stored keyset, opened. */
    private record Row(long version, Keyset keyset) {}

    private record Stored(byte[] wrapped, String masterKeyId, long version) {}

    DataKeysets(Masters masters, TenantTransactions transactions, JdbcClient jdbc) {
        this.masters = masters;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /** The observatory's keyset, made where there is none. */
    Keyset ofOrNew(UUID observatory) {
        return of(observatory)
                .orElseGet(() -> transactions.inObservatory(observatory, () -> {
                    create(observatory);
                    return reread(observatory).orElseThrow();
                }));
    }

    Optional<Keyset> of(UUID observatory) {
        Row row = cache.getIfPresent(observatory);
        return row != null ? Optional.of(row.keyset()) : reread(observatory);
    }

    Optional<Keyset> reread(UUID observatory) {
        return transactions.inObservatory(observatory, () -> {
            Optional<Row> row = read(observatory, "").map(stored -> opened(observatory, stored));
            row.ifPresent(found -> rememberAfterCommit(observatory, found));
            return row.map(Row::keyset);
        });
    }

    /** Gives the observatory one more key, which seals from now on. */
    void rotate(UUID observatory) {
        transactions.inObservatory(
                observatory,
                () -> read(observatory, "for update").ifPresent(stored -> {
                    Row row = new Row(
                            stored.version() + 1,
                            opened(observatory, stored).keyset().rotated());
                    update(observatory, row);
                    rememberAfterCommit(observatory, row);
                }));
    }

    /** Whether a node may still have sealed by an older key, or a rotation may have been cut off. */
    boolean changedLately(UUID observatory) {
        return transactions.inObservatory(
                observatory,
                () -> jdbc.sql("""
                        select exists (select from data_keysets
                            where observatory_id = ? and updated_at > now() - interval '1 day')
                        """).param(observatory).query(Boolean.class).single());
    }

    /** Wraps the keyset by the primary master key; its keys stay the same. */
    void rewrap(UUID observatory) {
        transactions.inObservatory(
                observatory,
                () -> read(observatory, "for update")
                        .ifPresent(stored -> update(observatory, opened(observatory, stored))));
    }

    /** Everything sealed for this observatory is unreadable from now on, also in backups without the keyset. */
    void destroy(UUID observatory) {
        transactions.inObservatory(observatory, () -> {
            jdbc.sql("delete from data_keysets where observatory_id = ?")
                    .param(observatory)
                    .update();
            AfterCommit.run(() -> cache.invalidate(observatory));
        });
    }

    private Optional<Stored> read(UUID observatory, String lock) {
        return jdbc.sql("""
                        select wrapped, master_key_id, version from data_keysets
                        where observatory_id = ?
                        """ + lock).param(observatory).query(Stored.class).optional();
    }

    private Row opened(UUID observatory, Stored stored) {
        MasterKeys keys = masters.having(stored.masterKeyId());
        try {
            return new Row(stored.version(), Keyset.unwrap(stored.wrapped(), keys.aead(), place(observatory)));
        } catch (GeneralSecurityException e) {
            throw new Unopenable(place(observatory), "it was wrapped for another observatory, or is damaged");
        }
    }

    /** The source is asked first: a keyset must not be wrapped by a key that another node has just replaced. */
    private void create(UUID observatory) {
        MasterKeys keys = masters.reread();
        jdbc.sql("""
                        insert into data_keysets (observatory_id, wrapped, master_key_id) values (?, ?, ?)
                        on conflict (observatory_id) do nothing
                        """)
                .params(
                        observatory,
                        Keyset.fresh().wrapped(keys.aead(), place(observatory)),
                        keys.primary().id())
                .update();
    }

    private void update(UUID observatory, Row row) {
        MasterKeys keys = masters.current();
        jdbc.sql("""
                        update data_keysets set wrapped = ?, master_key_id = ?, version = ? where observatory_id = ?
                        """)
                .params(
                        row.keyset().wrapped(keys.aead(), place(observatory)),
                        keys.primary().id(),
                        row.version(),
                        observatory)
                .update();
    }

    /** Not before: what is sealed by a keyset whose row was rolled back would be lost. */
    private void rememberAfterCommit(UUID observatory, Row row) {
        AfterCommit.run(() ->
                cache.asMap().merge(observatory, row, (one, other) -> one.version() > other.version() ? one : other));
    }

    private static Place place(UUID observatory) {
        return new Place(Purpose.DATA_KEYSET, observatory, observatory, 1);
    }
}
