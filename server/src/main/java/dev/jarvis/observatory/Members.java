package dev.jarvis.observatory;

import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may enter an observatory, with which role. One change after another, and never without an owner. */
final class Members {
    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final Observatories observatories;
    private final ApplicationEventPublisher news;

    Members(TenantTransactions db, JdbcClient jdbc, Observatories observatories, ApplicationEventPublisher news) {
        this.db = db;
        this.jdbc = jdbc;
        this.observatories = observatories;
        this.news = news;
    }

    Page<Member> list(ObservatoryId observatory, Listing listing) {
        return listing.page(db.inObservatory(
                observatory.value(),
                () -> jdbc.sql("""
                        select u.id, u.email, u.name, m.role, m.created_at
                        from memberships m join users u on u.id = m.user_id
                        where m.observatory_id = ? and (m.created_at, u.id) > (?, ?)
                        order by m.created_at, u.id limit ?""")
                        .params(observatory.value(), listing.time(), listing.id(), listing.rows())
                        .query(Members::member)
                        .list()));
    }

    Member change(Principal by, UserId person, Role role) {
        return db.inObservatory(by.observatory().value(), () -> {
            observatories.locked(by.observatory().value());
            Member now = get(by.observatory(), person);
            insistOnAnOwner(by, now, role);
            Grant.membership(role).insistOnPower(by);
            jdbc.sql("update memberships set role = ?::member_role where observatory_id = ? and user_id = ?")
                    .params(role.wireName(), by.observatory().value(), person.value())
                    .update();
            handOver(by.observatory(), person);
            if (role.compareTo(now.role()) < 0) withdrawInvitations(by.observatory(), person);
            tell(by, "member/role-changed", "%s is now %s".formatted(now.name(), role.wireName()), now);
            return new Member(now.id(), now.email(), now.name(), role, now.createdAt());
        });
    }

    void remove(Principal by, UserId person) {
        db.inObservatory(by.observatory().value(), () -> {
            observatories.locked(by.observatory().value());
            Member now = get(by.observatory(), person);
            insistOnAnOwner(by, now, Role.VIEWER);
            jdbc.sql("delete from memberships where observatory_id = ? and user_id = ?")
                    .params(by.observatory().value(), person.value())
                    .update();
            handOver(by.observatory(), person);
            withdrawInvitations(by.observatory(), person);
            revokeKeys(by.observatory(), person);
            tell(by, "member/removed", now.name() + " was removed", now);
        });
    }

    /** Nobody comes in, or back, by the word of one who may not say it any more. */
    private void withdrawInvitations(ObservatoryId observatory, UserId inviter) {
        jdbc.sql("""
                update invitations set revoked_at = now()
                where observatory_id = ? and invited_by = ? and accepted_at is null and revoked_at is null""").params(observatory.value(), inviter.value()).update();
    }

    /** They open nothing without the membership; and must not open anything again with a later one. */
    private void revokeKeys(ObservatoryId observatory, UserId owner) {
        jdbc.sql(
                        "update api_keys set revoked_at = now() where observatory_id = ? and owner_id = ? and revoked_at is null")
                .params(observatory.value(), owner.value())
                .update();
    }

    private Member get(ObservatoryId observatory, UserId person) {
        return jdbc.sql("""
                select u.id, u.email, u.name, m.role, m.created_at
                from memberships m join users u on u.id = m.user_id
                where m.observatory_id = ? and m.user_id = ?""")
                .params(observatory.value(), person.value())
                .query(Members::member)
                .optional()
                .orElseThrow(() -> Problem.notFound("member"));
    }

    /** Only an owner makes or unmakes owners, and one stays. */
    private void insistOnAnOwner(Principal by, Member now, Role then) {
        boolean touchesOwners = now.role() == Role.OWNER || then == Role.OWNER;
        if (touchesOwners && !by.role().may(Permission.OWN))
            throw Problem.forbidden("owner-needed", "Only an owner can name, change or remove an owner.");
        if (now.role() == Role.OWNER && then != Role.OWNER && owners(by.observatory()) == 1)
            throw Problem.conflict("last-owner", now.name() + " is the last owner. Name another owner first.");
    }

    private int owners(ObservatoryId observatory) {
        return jdbc.sql("select count(*) from memberships where observatory_id = ? and role = 'owner'")
                .param(observatory.value())
                .query(Integer.class)
                .single();
    }

    /** The one owner that the observatory's own row names must be one. */
    private void handOver(ObservatoryId observatory, UserId from) {
        jdbc.sql("""
                update observatories o set owner_id = (
                    select user_id from memberships m
                    where m.observatory_id = o.id and m.role = 'owner' order by m.created_at, m.id limit 1)
                where o.id = ? and o.owner_id = ? and not exists (
                    select from memberships m where m.observatory_id = o.id and m.user_id = o.owner_id and m.role = 'owner')""").params(observatory.value(), from.value()).update();
    }

    private void tell(Principal by, String what, String title, Member member) {
        news.publishEvent(new AccessChanged(
                by.observatory(), by, what, title, Map.of("member", member.id().toString(), "email", member.email())));
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        return new Member(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                Role.of(row.getString("role")),
                row.getTimestamp("created_at").toInstant());
    }
}
