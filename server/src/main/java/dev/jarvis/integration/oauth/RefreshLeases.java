package dev.jarvis.integration.oauth;

import dev.jarvis.integration.HeldCredentials;
import dev.jarvis.platform.db.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The refresh columns of {@code integrations}: who may ask the token endpoint, and what became of it. */
final class RefreshLeases {
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final String owner;
    private final Duration length;

    /** @param length longer than a token call can take, so that never two are under way */
    RefreshLeases(TenantTransactions transactions, JdbcClient jdbc, String owner, Duration length) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.owner = owner;
        this.length = length;
    }

    /**
     * Takes the lease for exactly these credentials and records the intent, both committed when this returns. Empty when
     * someone has it, when it is too soon after a failure, or when other credentials stand there.
     */
    Optional<RefreshLease> take(HeldCredentials held) {
        long now = System.nanoTime();
        return transactions.inObservatory(
                held.observatory().value(),
                () -> jdbc.sql("""
                        with before as (
                            select observatory_id, id, refresh_intent_at from integrations
                            where observatory_id = :observatory and id = :id and credential_version = :version and status in ('connected', 'pending', 'error')
                              and status_reason is distinct from 'needs_reauth'
                              and (refresh_lease_until is null or refresh_lease_until < now())
                            for update)
                        update integrations i
                        set refresh_owner = :owner, refresh_epoch = refresh_epoch + 1, refresh_intent_at = now(),
                            refresh_lease_until = now() + :millis * interval '1 millisecond'
                        from before where i.observatory_id = before.observatory_id and i.id = before.id
                        returning i.refresh_epoch, before.refresh_intent_at is not null as lost""")
                        .param("observatory", held.observatory().value())
                        .param("id", held.integration())
                        .param("version", held.version())
                        .param("owner", owner)
                        .param("millis", length.toMillis())
                        .query((row, _) -> new RefreshLease(row.getLong("refresh_epoch"), now, row.getBoolean("lost")))
                        .optional());
    }

    Duration length() {
        return length;
    }

    /** It is answered, one way or the other. Inside a transaction; false when the lease is not this one any more. */
    boolean end(HeldCredentials held, RefreshLease lease) {
        return jdbc.sql("""
                        update integrations
                        set refresh_owner = null, refresh_lease_until = null, refresh_intent_at = null
                        where observatory_id = :observatory and id = :id and refresh_epoch = :epoch""")
                        .param("observatory", held.observatory().value())
                        .param("id", held.integration())
                        .param("epoch", lease.epoch())
                        .update()
                == 1;
    }

    /**
     * It failed in a way that should pass. Inside a transaction; false when the lease is not this one any more.
     *
     * @param pause before anybody may ask again
     * @param lostAnswer the request may have arrived and its answer did not: remembered until a refresh succeeds
     */
    boolean pause(HeldCredentials held, RefreshLease lease, Duration pause, boolean lostAnswer) {
        return jdbc.sql("""
                        update integrations
                        set refresh_owner = null, refresh_lease_until = now() + :pause * interval '1 millisecond',
                            refresh_intent_at = case when :lost then refresh_intent_at end
                        where observatory_id = :observatory and id = :id and refresh_epoch = :epoch""")
                        .param("pause", pause.toMillis())
                        .param("lost", lostAnswer || lease.lostAnswer())
                        .param("observatory", held.observatory().value())
                        .param("id", held.integration())
                        .param("epoch", lease.epoch())
                        .update()
                == 1;
    }

    /** How it stands for those who wait. */
    record Standing(long version, boolean refreshing, boolean pausing, boolean needsPerson, String message) {
        static Standing of(ResultSet row, int number) throws SQLException {
            return new Standing(
                    row.getLong("credential_version"),
                    row.getBoolean("refreshing"),
                    row.getBoolean("pausing"),
                    row.getBoolean("needs_person"),
                    row.getString("message"));
        }
    }

    Optional<Standing> standing(HeldCredentials held) {
        return transactions.inObservatory(
                held.observatory().value(),
                () -> jdbc.sql("""
                        select credential_version,
                               coalesce(refresh_lease_until > now(), false) and refresh_owner is not null as refreshing,
                               coalesce(refresh_lease_until > now(), false) and refresh_owner is null as pausing,
                               status = 'disconnected' or coalesce(status_reason = 'needs_reauth', false)
                                   as needs_person,
                               coalesce(status_message, 'The connection was ended.') as message
                        from integrations where observatory_id = :observatory and id = :id""")
                        .param("observatory", held.observatory().value())
                        .param("id", held.integration())
                        .query(Standing::of)
                        .optional());
    }
}
