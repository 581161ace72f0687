package dev.jarvis.approval.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Role;
import dev.jarvis.platform.problem.Problem;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who says yes.
 *
 * @param role this role or a higher one; null when only the named people may
 * @param people users who may whatever their role, as long as they are members who may decide at all
 * @param count how many different people have to say yes, 1 to 10
 * @param separate whether the author of a rule may not approve what it proposes. One's own proposals are always another's
 *     to approve, unless nobody else may
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Deciders(
        @Nullable Role role,
        @Nullable Set<UUID> people,
        @Nullable Integer count,
        @Nullable Boolean separate) {
    private static final int MOST = 10;
    public static final Deciders USUAL = new Deciders(Role.APPROVER, null, null, null);

    public Deciders {
        people = people == null ? Set.of() : Set.copyOf(people);
        count = count == null ? 1 : count;
        separate = separate != null && separate;
        if (role == null && people.isEmpty()) role = Role.APPROVER;
        if (role != null && !role.may(Permission.DECIDE))
            throw Problem.badInput("by.role", "must be a role that may decide: approver, operator, admin or owner");
        if (count < 1 || count > MOST) throw Problem.badInput("by.count", "must be from 1 to " + MOST);
        if (role == null && people.size() < count)
            throw Problem.badInput("by.people", "must name as many people as have to say yes");
    }

    public int needed() {
        return count == null ? 1 : count;
    }

    public boolean keepsAuthorsOut() {
        return Boolean.TRUE.equals(separate);
    }

    /** Whether a member of this role is among them. */
    public boolean include(UUID user, Role theirs) {
        if (!theirs.may(Permission.DECIDE)) return false;
        return (role != null && theirs.compareTo(role) >= 0) || (people != null && people.contains(user));
    }

    /** Whoever the next ones up are, when nobody answered in time. */
    public Deciders escalated() {
        return new Deciders(Role.ADMIN, people, 1, separate);
    }
}
