package dev.jarvis.platform.work;

import dev.jarvis.platform.db.TenantTransactions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code duties}: which node does what, until when, and the epoch that fences it. */
final class DutyLeases {
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final String owner;
    private final Duration lease;

    DutyLeases(TenantTransactions transactions, JdbcClient jdbc, String owner, Duration lease) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.owner = owner;
        this.lease = lease;
    }

    /** A duty this node may do now. */
    record Claim(String name, long epoch) {}

    void enter(Collection<String> names) {
        transactions.global(() -> {
            for (String name : names)
                jdbc.sql("insert into duties (name) values (:name) on conflict do nothing")
                        .param("name", name)
                        .update();
        });
    }

    List<Claim> claim(Collection<String> names) {
        if (names.isEmpty()) return List.of();
        return transactions.global(() -> jdbc.sql("""
                        update duties
                        set owner = :owner, epoch = epoch + 1, lease_until = now() + :lease * interval '1 millisecond'
                        where name in (:names) and due_at <= now() and (lease_until is null or lease_until < now())
                        returning name, epoch""")
                .params(Map.of("owner", owner, "lease", lease.toMillis(), "names", names))
                .query((row, n) -> new Claim(row.getString("name"), row.getLong("epoch")))
                .list());
    }

    /** @return false when another node has it by now */
    boolean extend(Claim claim) {
        return transactions.global(() -> jdbc.sql("""
                        update duties set lease_until = now() + :lease * interval '1 millisecond'
                        where name = :name and epoch = :epoch and owner = :owner""")
                        .params(Map.of(
                                "lease",
                                lease.toMillis(),
                                "name",
                                claim.name(),
                                "epoch",
                                claim.epoch(),
                                "owner",
                                owner))
                        .update())
                == 1;
    }

    /** @param trouble what went wrong, or null */
    void done(Claim claim, Duration next, @Nullable String trouble) {
        transactions.global(() -> {
            jdbc.sql("""
                            update duties
                            set owner = null, lease_until = null, due_at = now() + :next * interval '1 millisecond',
                                last_error = :trouble::text,
                                last_success_at = case when :trouble::text is null then now() else last_success_at end
                            where name = :name and epoch = :epoch and owner = :owner""")
                    .param("next", next.toMillis())
                    .param("trouble", trouble)
                    .param("name", claim.name())
                    .param("epoch", claim.epoch())
                    .param("owner", owner)
                    .update();
        });
    }
}
