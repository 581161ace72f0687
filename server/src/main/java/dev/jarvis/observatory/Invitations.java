package dev.jarvis.observatory;

import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who was asked to join. The link is shown once; what is kept of it is a hash. */
public final class Invitations {
    private static final String OPEN = "accepted_at is null and revoked_at is null and expires_at > now()";
    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher news;

    Invitations(TenantTransactions db, JdbcClient jdbc, ApplicationEventPublisher news) {
        this.db = db;
        this.jdbc = jdbc;
        this.news = news;
    }

    /** A new invitation and the secret of its link, which cannot be seen again. */
    record Fresh(Invitation invitation, Secret token) {}

    Fresh invite(Principal by, Email email, Role role) {
        Grant.membership(role).insistOnPower(by);
        Secret token = Tokens.fresh();
        UserId inviter = Objects.requireNonNull(by.person(), "Jarvis itself invites nobody");
        return db.inObservatory(by.observatory().value(), () -> {
            insistOnAStranger(by.observatory(), email);
            Invitation made = insert(by.observatory(), inviter, email, role, token);
            tell(by, "invitation/made", "%s was invited as %s".formatted(email, role.wireName()), made);
            return new Fresh(made, token);
        });
    }

    private Invitation insert(ObservatoryId observatory, UserId inviter, Email email, Role role, Secret token) {
        return jdbc.sql("""
                insert into invitations (observatory_id, id, email, role, token_hash, invited_by, expires_at)
                values (?, ?, ?, ?::member_role, ?, ?, now() + interval '7 days')
                returning id, email, role, expires_at, created_at""")
                .params(
                        observatory.value(),
                        UuidV7.next(),
                        email.value(),
                        role.wireName(),
                        Tokens.hash(token),
                        inviter.value())
                .query(Invitations::invitation)
                .single();
    }

    private void insistOnAStranger(ObservatoryId observatory, Email email) {
        boolean member = jdbc.sql("""
                select exists (select from memberships m join users u on u.id = m.user_id
                               where m.observatory_id = ? and u.email = ?)""")
                .params(observatory.value(), email.value())
                .query(Boolean.class)
                .single();
        if (member) throw alreadyMember(email);
    }

    private static Problem alreadyMember(Email email) {
        return Problem.conflict("already-member", "%s is a member already.".formatted(email));
    }

    Page<Invitation> list(ObservatoryId observatory, Listing listing) {
        return listing.page(db.inObservatory(
                observatory.value(),
                () -> jdbc.sql("""
                        select id, email, role, expires_at, created_at from invitations
                        where observatory_id = ? and (created_at, id) > (?, ?) and %s
                        order by created_at, id limit ?""".formatted(OPEN))
                        .params(observatory.value(), listing.time(), listing.id(), listing.rows())
                        .query(Invitations::invitation)
                        .list()));
    }

    void revoke(Principal by, UUID id) {
        db.inObservatory(by.observatory().value(), () -> {
            Invitation revoked = jdbc.sql("""
                    update invitations set revoked_at = now() where observatory_id = ? and id = ? and %s
                    returning id, email, role, expires_at, created_at""".formatted(OPEN))
                    .params(by.observatory().value(), id)
                    .query(Invitations::invitation)
                    .optional()
                    .orElseThrow(() -> Problem.notFound("open invitation"));
            tell(by, "invitation/revoked", "The invitation of %s was revoked".formatted(revoked.email()), revoked);
        });
    }

    /** @throws Problem 404 when the link is unknown, used, revoked or too old: one answer for all */
    public Invited find(String token) {
        return route(token)
                .flatMap(observatory ->
                        db.inObservatory(observatory.value(), () -> read(observatory, Tokens.hash(token), "")))
                .orElseThrow(Invitations::unknown);
    }

    /** Makes the person a member, once, within a transaction of the invitation's observatory. */
    public void accept(String token, Invited invited, User person) {
        if (read(invited.observatory(), Tokens.hash(token), "for update of i").isEmpty()) throw unknown();
        jdbc.sql("update invitations set accepted_at = now() where observatory_id = ? and id = ?")
                .params(invited.observatory().value(), invited.id())
                .update();
        int joined = jdbc.sql("""
                insert into memberships (observatory_id, user_id, role) values (?, ?, ?::member_role)
                on conflict (observatory_id, user_id) do nothing""")
                .params(
                        invited.observatory().value(),
                        person.id().value(),
                        invited.role().wireName())
                .update();
        if (joined == 0) throw alreadyMember(person.email());
        news.publishEvent(new AccessChanged(
                invited.observatory(),
                person.in(invited.observatory(), invited.role()),
                "invitation/accepted",
                "%s joined as %s".formatted(person.name(), invited.role().wireName()),
                Map.of("member", person.id().toString(), "email", person.email().value())));
    }

    private Optional<ObservatoryId> route(String token) {
        return db.global(() -> jdbc.sql("select observatory_id from route_invitation(?)")
                .param(Tokens.hash(token))
                .query(UUID.class)
                .optional()
                .map(ObservatoryId::new));
    }

    private Optional<Invited> read(ObservatoryId observatory, byte[] hash, String lock) {
        return jdbc.sql("""
                select i.id, i.email, i.role, i.expires_at, o.name
                from invitations i join observatories o on o.id = i.observatory_id
                where i.observatory_id = ? and i.token_hash = ? and %s %s""".formatted(OPEN, lock))
                .params(observatory.value(), hash)
                .query((row, _) -> new Invited(
                        row.getObject("id", UUID.class),
                        observatory,
                        row.getString("name"),
                        new Email(row.getString("email")),
                        Role.of(row.getString("role")),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    private static Problem unknown() {
        return Problem.of(404, "link-not-valid", "This link is not valid, or not any more. Ask for a new invitation.");
    }

    private void tell(Principal by, String what, String title, Invitation invitation) {
        news.publishEvent(new AccessChanged(by.observatory(), by, what, title, Map.of("email", invitation.email())));
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getString("email"),
                Role.of(row.getString("role")),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("created_at").toInstant());
    }
}
