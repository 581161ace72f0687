package dev.jarvis.observatory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person with a session, whichever observatory they look at. Controllers of personal routes take one as a parameter;
 * routes inside an observatory take a {@link Principal}.
 *
 * @param session the row's id, not the secret in the cookie
 * @param csrf what writes must carry in {@code X-CSRF}
 * @param signedInAt when this session began
 * @param steppedUpAt when they last proved themselves anew; null when not since sign-in
 */
public record SignedIn(
        UserId user,
        Email email,
        String name,
        boolean superadmin,
        UUID session,
        String csrf,
        Instant signedInAt,
        @Nullable Instant steppedUpAt) {
    public Principal.Person in(ObservatoryId observatory, Role role) {
        return new Principal.Person(observatory, user, name, role, session, superadmin, steppedUpAt);
    }

    /** Whether they proved who they are since then, by signing in or anew. */
    public boolean provedSince(Instant then) {
        return signedInAt.isAfter(then) || (steppedUpAt != null && steppedUpAt.isAfter(then));
    }

    @Override
    public String toString() {
        return "SignedIn[" + user + "]";
    }
}
