package dev.jarvis.observatory.federation;

import dev.jarvis.observatory.Email;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People who come with an access token of Supabase. Whose it is is told by the link that they made themselves; an address
 * in the token is not enough, since not every project has it verified.
 */
public final class SupabasePeople {
    private final Optional<SupabaseTokens> tokens;
    private final TenantTransactions db;
    private final JdbcClient jdbc;

    SupabasePeople(Optional<SupabaseTokens> tokens, TenantTransactions db, JdbcClient jdbc) {
        this.tokens = tokens;
        this.db = db;
        this.jdbc = jdbc;
    }

    /** Empty for any token that does not lead to an account of ours. */
    public Optional<SignedIn> find(Secret token) {
        return tokens.flatMap(known -> known.subject(token)).flatMap(this::linked);
    }

    private Optional<SignedIn> linked(UUID subject) {
        return db.global(() -> jdbc.sql(
                        "select id, email, name, superadmin from users where auth_user_id = ? and disabled_at is null")
                .param(subject)
                .query(SupabasePeople::person)
                .optional());
    }

    void link(SignedIn person, Secret token) {
        UUID subject = tokens.flatMap(known -> known.subject(token))
                .orElseThrow(() -> Problem.badInput("token", "is not a valid access token of the Supabase project"));
        try {
            db.global(() -> jdbc.sql("update users set auth_user_id = ? where id = ?")
                    .params(subject, person.user().value())
                    .update());
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("linked-already", "This Supabase account belongs to another account here.");
        }
    }

    /** Without a session of ours they cannot have stepped up, so nothing that needs it is open to them. */
    private static SignedIn person(ResultSet row, int number) throws SQLException {
        return new SignedIn(
                new UserId(row.getObject("id", UUID.class)),
                new Email(row.getString("email")),
                row.getString("name"),
                row.getBoolean("superadmin"),
                Principal.Person.NO_SESSION,
                "",
                Instant.EPOCH,
                null);
    }
}
