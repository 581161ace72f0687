package dev.jarvis.observatory;

import dev.jarvis.platform.db.TenantReads;
import java.util.UUID;

/** Whether somebody who was let in a while ago would still be: a stream outlives the request's own check. */
public final class Standing {
    private static final String SESSION = """
            select exists (select from sessions s join users u on u.id = s.user_id
                           join memberships m on m.user_id = u.id
                           where s.id = ? and s.expires_at > now() and u.disabled_at is null and m.observatory_id = ?)
            """;

    /** An access token has no session here; its person's account and place must still be what they were. */
    private static final String LINKED = """
            select exists (select from users u join memberships m on m.user_id = u.id
                           where u.id = ? and u.auth_user_id is not null and u.disabled_at is null
                             and m.observatory_id = ?)
            """;

    private static final String KEY = """
            select exists (select from api_keys k join users u on u.id = k.owner_id
                           join memberships m on m.observatory_id = k.observatory_id and m.user_id = u.id
                           where k.id = ? and k.observatory_id = ? and k.revoked_at is null
                             and (k.expires_at is null or k.expires_at > now()) and u.disabled_at is null)
            """;

    private final TenantReads reads;

    Standing(TenantReads reads) {
        this.reads = reads;
    }

    public boolean holds(Principal caller) {
        return switch (caller) {
            case Principal.Person person
            when person.session().equals(Principal.Person.NO_SESSION) -> exists(caller, LINKED, person.id());
            case Principal.Person person -> exists(caller, SESSION, person.session());
            case Principal.Key key -> exists(caller, KEY, key.id());
            case Principal.System _ -> true;
        };
    }

    private boolean exists(Principal caller, String query, UUID id) {
        UUID observatory = caller.observatory().value();
        return reads.one(observatory, query, (row, _) -> row.getBoolean(1), id, observatory)
                .orElse(false);
    }
}
