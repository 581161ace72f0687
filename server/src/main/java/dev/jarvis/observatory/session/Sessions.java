package dev.jarvis.observatory.session;

import dev.jarvis.observatory.Email;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is signed in where. The secret is in the browser's cookie; what is kept of it is a hash. */
public final class Sessions {
    /** After this a person signs in again, however busy they were. */
    static final Duration LONGEST = Duration.ofDays(30);

    private static final String ALIVE = "s.expires_at > now() and s.last_seen_at > now() - interval '7 days'";
    private final TenantTransactions db;
    private final JdbcClient jdbc;

    Sessions(TenantTransactions db, JdbcClient jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /** @return the secret for the cookie */
    public Secret open(UserId user, Method method, Visit visit) {
        Secret token = Tokens.fresh();
        db.global(() -> {
            jdbc.sql("delete from sessions where expires_at < now()").update();
            jdbc.sql("""
                    insert into sessions (id, token_hash, user_id, csrf_token, method, user_agent, address, expires_at)
                    values (?, ?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?))""")
                    .params(
                            UuidV7.next(),
                            Tokens.hash(token),
                            user.value(),
                            Tokens.fresh().reveal(),
                            method.wireName())
                    .param(visit.userAgent())
                    .param(visit.address())
                    .param(LONGEST.toSeconds())
                    .update();
        });
        return token;
    }

    /** Whose cookie this is, if anybody's; notes the use, at most once in five minutes. */
    public Optional<SignedIn> find(Secret token) {
        return db.global(() -> {
            Optional<SignedIn> found = jdbc.sql("""
                    select s.id, s.csrf_token, s.created_at, s.stepped_up_at, u.id as user_id, u.email, u.name, u.superadmin
                    from sessions s join users u on u.id = s.user_id
                    where s.token_hash = ? and u.disabled_at is null and %s""".formatted(ALIVE))
                    .param(Tokens.hash(token))
                    .query(Sessions::signedIn)
                    .optional();
            found.ifPresent(this::seen);
            return found;
        });
    }

    private void seen(SignedIn person) {
        jdbc.sql(
                        "update sessions set last_seen_at = now() where id = ? and last_seen_at < now() - interval '5 minutes'")
                .param(person.session())
                .update();
    }

    /** A new secret and CSRF token for one who proved themselves anew: an old copy of the cookie is worth nothing. */
    Secret stepUp(SignedIn person) {
        Secret token = Tokens.fresh();
        int changed = db.global(
                () -> jdbc.sql("update sessions set token_hash = ?, csrf_token = ?, stepped_up_at = now() where id = ?")
                        .params(Tokens.hash(token), Tokens.fresh().reveal(), person.session())
                        .update());
        if (changed == 0) throw Problem.of(401, "session-ended", "This session has ended. Sign in again.");
        return token;
    }

    void end(UserId user, UUID session) {
        int ended = db.global(() -> jdbc.sql("delete from sessions where id = ? and user_id = ?")
                .params(session, user.value())
                .update());
        if (ended == 0) throw Problem.notFound("session");
    }

    /** Whoever had the old password or the old device is out. */
    void endAll(UserId user) {
        db.global(() -> jdbc.sql("delete from sessions where user_id = ?")
                .param(user.value())
                .update());
    }

    List<OwnSession> of(SignedIn person) {
        return db.global(() -> jdbc.sql("""
                select id, method, user_agent, address, last_seen_at, created_at, expires_at from sessions s
                where user_id = ? and %s order by created_at desc limit 200""".formatted(ALIVE))
                .param(person.user().value())
                .query((row, _) -> ownSession(row, person.session()))
                .list());
    }

    private static OwnSession ownSession(ResultSet row, UUID current) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new OwnSession(
                id,
                id.equals(current),
                row.getString("method"),
                row.getString("user_agent"),
                row.getString("address"),
                row.getTimestamp("last_seen_at").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }

    private static SignedIn signedIn(ResultSet row, int number) throws SQLException {
        Timestamp steppedUp = row.getTimestamp("stepped_up_at");
        Instant steppedUpAt = steppedUp == null ? null : steppedUp.toInstant();
        return new SignedIn(
                new UserId(row.getObject("user_id", UUID.class)),
                new Email(row.getString("email")),
                row.getString("name"),
                row.getBoolean("superadmin"),
                row.getObject("id", UUID.class),
                row.getString("csrf_token"),
                row.getTimestamp("created_at").toInstant(),
                steppedUpAt);
    }
}
