package dev.jarvis.approval;

import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The {@code Idempotency-Key} header (draft-ietf-httpapi-idempotency-key-header): one key of a caller stands for one call,
 * for 24 hours.
 *
 * <p>Only the call's id is kept; the answer is made from the ledger, so nothing private is stored twice.
 */
final class IdempotencyKeys {
    private static final int LONGEST = 255;

    /**
     * After this long a key whose call was never written belongs to a request that died, and may be taken over. Longer than
     * a request can wait for a fresh token before it writes its call (two waits of three minutes).
     */
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    private final TenantTransactions db;
    private final JdbcClient jdbc;

    IdempotencyKeys(TenantTransactions db, JdbcClient jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /**
     * Takes the key for a new call.
     *
     * @return the call it already stands for, or empty when it now stands for {@code call}
     * @throws Problem 400 for a malformed key, 422 {@code idempotency-key-reused} when the request differs
     */
    Optional<UUID> take(Principal caller, String key, byte[] fingerprint, UUID call) {
        if (key.isBlank() || key.length() > LONGEST)
            throw Problem.badInput("Idempotency-Key", "must have 1 to %d characters".formatted(LONGEST));
        return db.inObservatory(caller.observatory().value(), () -> {
            if (insert(caller, key, fingerprint, call)) return Optional.<UUID>empty();
            Taken taken = get(caller, key);
            if (!MessageDigest.isEqual(taken.fingerprint, fingerprint))
                throw Problem.of(
                        422,
                        "idempotency-key-reused",
                        "This Idempotency-Key was used for a different request. Use a new key for a new request.");
            return taken.abandoned && takeOver(caller, key, taken.call, call)
                    ? Optional.<UUID>empty()
                    : Optional.of(taken.call);
        });
    }

    /** Gives the key back, because its call surely had no effect and may be tried again. */
    void release(Principal caller, String key, UUID call) {
        db.inObservatory(caller.observatory().value(), () -> {
            jdbc.sql(
                            "delete from idempotency_keys where observatory_id = ? and caller_id = ? and key = ? and call_id = ?")
                    .params(caller.observatory().value(), caller.id(), key, call)
                    .update();
        });
    }

    static byte[] fingerprint(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256 (java.security.MessageDigest)", e);
        }
    }

    private record Taken(UUID call, byte[] fingerprint, boolean abandoned) {}

    private boolean insert(Principal caller, String key, byte[] fingerprint, UUID call) {
        return jdbc.sql("""
                                insert into idempotency_keys (observatory_id, caller_id, key, fingerprint, call_id, expires_at)
                                values (?, ?, ?, ?, ?, now() + interval '24 hours')
                                on conflict (observatory_id, caller_id, key) do update
                                    set fingerprint = excluded.fingerprint, call_id = excluded.call_id,
                                        created_at = now(), expires_at = excluded.expires_at
                                    where idempotency_keys.expires_at < now()
                                """)
                        .params(caller.observatory().value(), caller.id(), key, fingerprint, call)
                        .update()
                == 1;
    }

    private Taken get(Principal caller, String key) {
        return jdbc.sql("""
                        select k.call_id, k.fingerprint,
                               k.created_at < now() - make_interval(secs => ?) and not exists (
                                   select from calls c where c.observatory_id = k.observatory_id and c.id = k.call_id)
                        from idempotency_keys k where k.observatory_id = ? and k.caller_id = ? and k.key = ?
                        """)
                .params((double) ABANDONED.toSeconds(), caller.observatory().value(), caller.id(), key)
                .query((row, number) -> new Taken(row.getObject(1, UUID.class), row.getBytes(2), row.getBoolean(3)))
                .single();
    }

    private boolean takeOver(Principal caller, String key, UUID from, UUID to) {
        return jdbc.sql("""
                                update idempotency_keys set call_id = ?, created_at = now()
                                where observatory_id = ? and caller_id = ? and key = ? and call_id = ?
                                """)
                        .params(to, caller.observatory().value(), caller.id(), key, from)
                        .update()
                == 1;
    }
}
