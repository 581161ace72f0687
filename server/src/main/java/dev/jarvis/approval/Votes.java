package dev.jarvis.approval;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who said yes to what, who handed on their say, and who is here to say it. Needs a tenant's transaction. */
final class Votes {
    private final JdbcClient jdbc;

    Votes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A member as of now; a role that was taken away counts no more. */
    record Voter(UUID user, String name, Role role) {}

    /** @param how session, step-up or key */
    record Vote(UUID user, String name, String how, Instant at) {}

    record Delegation(UUID from, UUID to) {}

    record Edit(UUID user, String name, String before, String after, Instant at) {}

    List<Voter> members(ObservatoryId observatory) {
        return jdbc.sql("""
                        select m.user_id, u.name, m.role from memberships m join users u on u.id = m.user_id
                        where m.observatory_id = ? and u.disabled_at is null
                        """)
                .param(observatory.value())
                .query((row, number) ->
                        new Voter(row.getObject(1, UUID.class), row.getString(2), Role.of(row.getString(3))))
                .list();
    }

    /** A second one of the same person for the same payload changes nothing. */
    void cast(Request request, UUID user, byte[] hash, String how) {
        jdbc.sql("""
                        insert into approval_votes (observatory_id, request_id, user_id, payload_hash, how)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(request.observatory().value(), request.id(), user, hash, how)
                .update();
    }

    /** For this payload alone. */
    List<Vote> cast(Request request, byte[] hash) {
        return jdbc.sql("""
                        select v.user_id, u.name, v.how, v.created_at from approval_votes v join users u on u.id = v.user_id
                        where v.observatory_id = ? and v.request_id = ? and v.payload_hash = ? order by v.created_at
                        """)
                .params(request.observatory().value(), request.id(), hash)
                .query((row, number) -> new Vote(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    void delegate(Request request, UUID from, UUID to) {
        jdbc.sql("""
                        insert into approval_delegations (observatory_id, request_id, from_user, to_user)
                        values (?, ?, ?, ?) on conflict do nothing
                        """)
                .params(request.observatory().value(), request.id(), from, to)
                .update();
    }

    List<Delegation> delegations(Request request) {
        return jdbc.sql(
                        "select from_user, to_user from approval_delegations where observatory_id = ? and request_id = ?")
                .params(request.observatory().value(), request.id())
                .query((row, number) -> new Delegation(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    List<Edit> edits(Request request) {
        return jdbc.sql("""
                        select e.user_id, u.name, e.before, e.after, e.created_at
                        from approval_edits e join users u on u.id = e.user_id
                        where e.observatory_id = ? and e.request_id = ? order by e.id
                        """)
                .params(request.observatory().value(), request.id())
                .query((row, number) -> new Edit(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }
}
