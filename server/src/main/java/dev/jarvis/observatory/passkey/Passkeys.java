package dev.jarvis.observatory.passkey;

import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The public halves of people's passkeys. */
final class Passkeys {
    private static final int MOST = 20;
    private final TenantTransactions db;
    private final JdbcClient jdbc;

    Passkeys(TenantTransactions db, JdbcClient jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    List<Passkey> of(UserId user) {
        return db.global(
                () -> jdbc.sql("""
                select id, label, backup_state, last_used_at, created_at from passkeys
                where user_id = ? order by created_at, id""").param(user.value()).query(Passkeys::passkey).list());
    }

    List<byte[]> credentialIds(UserId user) {
        return db.global(() -> jdbc.sql("select credential_id from passkeys where user_id = ?")
                .param(user.value())
                .query((row, _) -> row.getBytes(1))
                .list());
    }

    /** The random name by which authenticators know the person; not their id, which others may see. */
    byte[] handle(UserId user) {
        return db.global(() -> jdbc.sql("select webauthn_handle from users where id = ?")
                .param(user.value())
                .query((row, _) -> row.getBytes(1))
                .single());
    }

    Passkey add(UserId user, String label, RegistrationData made) {
        if (of(user).size() >= MOST)
            throw Problem.conflict("too-many-passkeys", "You have %d passkeys. Delete one first.".formatted(MOST));
        try {
            return db.global(() -> insert(user, label, made));
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("passkey-known", "This passkey is registered already.");
        }
    }

    private Passkey insert(UserId user, String label, RegistrationData made) {
        AuthenticatorData<?> data = made.getAttestationObject().getAuthenticatorData();
        AttestedCredentialData credential = data.getAttestedCredentialData();
        return jdbc.sql("""
                insert into passkeys (id, user_id, credential_id, public_key, signature_count, uv_initialized,
                    backup_eligible, backup_state, label)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                returning id, label, backup_state, last_used_at, created_at""")
                .params(
                        UuidV7.next(),
                        user.value(),
                        credential.getCredentialId(),
                        StoredPasskey.CONVERTER.convert(credential),
                        data.getSignCount(),
                        data.isFlagUV(),
                        data.isFlagBE(),
                        data.isFlagBS(),
                        label)
                .query(Passkeys::passkey)
                .single();
    }

    Optional<StoredPasskey> find(byte[] credentialId) {
        return db.global(
                () -> jdbc.sql("""
                select p.* from passkeys p join users u on u.id = p.user_id
                where p.credential_id = ? and u.disabled_at is null""").param(credentialId).query(StoredPasskey::of).optional());
    }

    void used(StoredPasskey passkey, AuthenticationData proof) {
        db.global(() -> jdbc.sql("""
                update passkeys set signature_count = ?, backup_state = ?, uv_initialized = uv_initialized or ?,
                    last_used_at = now() where id = ?""")
                .params(
                        proof.getAuthenticatorData().getSignCount(),
                        proof.getAuthenticatorData().isFlagBS(),
                        proof.getAuthenticatorData().isFlagUV(),
                        passkey.id())
                .update());
    }

    void delete(UserId user, UUID id) {
        int deleted = db.global(() -> jdbc.sql("delete from passkeys where id = ? and user_id = ?")
                .params(id, user.value())
                .update());
        if (deleted == 0) throw Problem.notFound("passkey");
    }

    private static Passkey passkey(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("last_used_at");
        return new Passkey(
                row.getObject("id", UUID.class),
                row.getString("label"),
                row.getBoolean("backup_state"),
                used == null ? null : used.toInstant(),
                row.getTimestamp("created_at").toInstant());
    }
}
