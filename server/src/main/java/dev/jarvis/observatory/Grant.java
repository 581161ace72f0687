package dev.jarvis.observatory;

import dev.jarvis.platform.problem.Problem;
import java.util.Collection;
import java.util.Set;

/**
 * What somebody is to be given by an invitation, an appointment or a key.
 *
 * @param scopes empty for all that the role may, as a member has it
 */
public record Grant(Role role, Set<String> scopes) {
    public Grant {
        scopes = Set.copyOf(scopes);
    }

    public static Grant membership(Role role) {
        return new Grant(role, Set.of());
    }

    public static Grant key(Role role, Collection<String> scopes) {
        return new Grant(role, Set.copyOf(scopes));
    }

    /** @throws Problem 403 when it is more than the giver has */
    public void insistOnPower(Principal giver) {
        switch (giver) {
            case Principal.System _ -> {} // whoever may read the data directory may do anything here
            case Principal.Person person -> insistOnRole(person);
            case Principal.Key key -> {
                insistOnRole(key);
                insistOnScopes(key);
            }
        }
    }

    private void insistOnRole(Principal giver) {
        if (role.compareTo(giver.role()) > 0)
            throw Problem.forbidden("role-too-high", "Nobody can give a higher role than their own.");
    }

    private void insistOnScopes(Principal.Key giver) {
        boolean wider =
                scopes.isEmpty() ? !giver.scopes().isEmpty() : !scopes.stream().allMatch(giver::reaches);
        if (wider)
            throw Problem.forbidden(
                    "scope-too-wide", "This key has scopes, and nobody can give more than they have themselves.");
    }
}
