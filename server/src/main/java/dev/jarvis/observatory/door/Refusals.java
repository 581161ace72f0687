package dev.jarvis.observatory.door;

import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Route;
import dev.jarvis.platform.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;

/** Why somebody is not let in, and what would help. */
final class Refusals {
    private static final String HOW =
            "Make a key under Settings, Keys, or with ./jarvis key create, and send it as 'Authorization: Bearer jrv_...'.";

    static Problem whoAreYou() {
        return Problem.of(401, "not-signed-in", "Sign in, or call with a key. " + HOW);
    }

    /** The same for one that never was, was revoked, has expired, or whose owner has left. */
    static Problem unknownKey() {
        return Problem.of(401, "unknown-key", "This key is not valid, or not any more. " + HOW);
    }

    static Problem role(Permission permission) {
        String needed = switch (permission) {
            case READ -> "viewer";
            case DECIDE -> "approver";
            case ACT -> "operator";
            case ADMINISTER -> "admin";
            case OWN -> "owner";
        };
        return Problem.forbidden("role-too-low", "This needs the role %s or a higher one.".formatted(needed))
                .with("needed", needed);
    }

    static void insistOnKey(Principal.Key key, Permission permission, Route route, HttpServletRequest request) {
        if (route.proof() == Route.Proof.OF_PEOPLE)
            throw Problem.forbidden("person-needed", "This is done by a person who has just proved that it is them.");
        if (permission.wantsPerson() && key.kind() != Principal.Key.Kind.PERSON)
            throw Problem.forbidden(
                    "person-needed", "This is done by a person, or with a key that was made to act as one.");
        String needed = Scopes.needed(route, request);
        if (!key.reaches(needed))
            throw Problem.forbidden("scope-missing", "This key lacks the scope %s.".formatted(needed))
                    .with("needed", needed);
    }

    private Refusals() {}
}
