package dev.jarvis.platform.crypto;

import dev.jarvis.platform.db.TenantTransactions;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Seals the rows of one observatory again by its newest key, in small transactions, while others read and write them. */
final class Resealing {
    private static final int PAGE = 100;
    private final List<SealedColumn> columns;
    private final DataKeysets keysets;
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;

    private record SealedRow(UUID id, long version, byte[] sealed) {}

    Resealing(List<SealedColumn> columns, DataKeysets keysets, TenantTransactions transactions, JdbcClient jdbc) {
        this.columns = List.copyOf(columns);
        this.keysets = keysets;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /** Answers how many values were sealed again. */
    long run(UUID observatory) {
        long count = 0;
        for (SealedColumn column : columns) count += run(observatory, column);
        return count;
    }

    private long run(UUID observatory, SealedColumn column) {
        long count = 0;
        UUID after = Place.INSTANCE;
        List<SealedRow> page;
        do {
            UUID from = after;
            page = transactions.inObservatory(observatory, () -> page(observatory, column, from));
            for (SealedRow row : page) count += reseal(observatory, column, row);
            if (!page.isEmpty()) after = page.getLast().id();
        } while (page.size() == PAGE);
        return count;
    }

    private List<SealedRow> page(UUID observatory, SealedColumn column, UUID after) {
        return jdbc.sql(column.page())
                .param("observatory", observatory)
                .param("after", after)
                .param("most", PAGE)
                .query(SealedRow.class)
                .list();
    }

    private int reseal(UUID observatory, SealedColumn column, SealedRow row) {
        Keyset keyset = keysets.of(observatory).orElseThrow();
        if (keyset.sealsNow(row.sealed())) return 0;
        Place place = new Place(column.purpose(), observatory, row.id(), row.version());
        byte[] fresh = Vault.sealed(keyset, place, Vault.opened(keyset, place, row.sealed()));
        return transactions.inObservatory(
                observatory,
                () -> jdbc.sql(column.replacement())
                        .param("fresh", fresh)
                        .param("observatory", observatory)
                        .param("id", row.id())
                        .param("was", row.sealed())
                        .update());
    }
}
