package dev.jarvis.activity;

import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.TenantReads;
import java.util.UUID;

/** Whether somebody who was let in a while ago would still be: a stream outlives the request's own check. */
record Standing(TenantReads reads) {
    private static final String SESSION = """
            select exists (select from sessions s join users u on u.id = s.user_id
                           join memberships m on m.user_id = u.id
                           where s.id = ? and s.expires_at > now() and u.disabled_at is null and m.observatory_id = ?)
            """;

    private static final String KEY = """
            select exists (select from api_keys k join users u on u.id = k.owner_id
                           join memberships m on m.observatory_id = k.observatory_id and m.user_id = u.id
                           where k.id = ? and k.observatory_id = ? and k.revoked_at is null
                             and (k.expires_at is null or k.expires_at > now()) and u.disabled_at is null)
            """;

    boolean holds(Principal caller) {
        return switch (caller) {
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
