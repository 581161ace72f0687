package dev.jarvis.observatory.passkey;

import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.data.extension.client.AuthenticationExtensionsClientOutputs;
import dev.jarvis.observatory.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey's row.
 *
 * @param publicKey the attested credential data (W3C Web Authentication, section 6.5.1), which holds the key
 */
record StoredPasskey(
        UUID id,
        UserId user,
        byte[] publicKey,
        long signatureCount,
        boolean uvInitialized,
        boolean backupEligible,
        boolean backupState) {
    static final AttestedCredentialDataConverter CONVERTER = new AttestedCredentialDataConverter(new ObjectConverter());

    static StoredPasskey of(ResultSet row, int number) throws SQLException {
        return new StoredPasskey(
                row.getObject("id", UUID.class),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getBytes("public_key"),
                row.getLong("signature_count"),
                row.getBoolean("uv_initialized"),
                row.getBoolean("backup_eligible"),
                row.getBoolean("backup_state"));
    }

    CredentialRecord record() {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                uvInitialized,
                backupEligible,
                backupState,
                signatureCount,
                CONVERTER.convert(publicKey),
                new AuthenticationExtensionsAuthenticatorOutputs<>(),
                null,
                new AuthenticationExtensionsClientOutputs<>(),
                Set.of());
    }

    /** Arrays compare by identity in a record; a row is told by its id. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredPasskey that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
