package dev.jarvis.approval;

import dev.jarvis.approval.Votes.Delegation;
import dev.jarvis.approval.Votes.Voter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who may say yes to one request, by the members as they are now.
 *
 * <p>One's own proposal is another's to approve, and a rule's author is kept out where a line says so; but where nobody
 * else may, they may after proving anew who they are, so that a business of one does not wait for ever.
 */
final class Standing {
    private final Request request;
    private final Set<UUID> named;
    private final Set<UUID> eligible;
    private final boolean ownAllowed;

    Standing(Request request, List<Voter> members, List<Delegation> delegations) {
        this.request = request;
        Set<UUID> direct = members.stream()
                .filter(member -> request.deciders().include(member.user(), member.role()))
                .map(Voter::user)
                .collect(Collectors.toSet());
        Set<UUID> present = members.stream().map(Voter::user).collect(Collectors.toSet());
        this.named = delegations.stream()
                .filter(one -> direct.contains(one.from()) && present.contains(one.to()))
                .map(Delegation::to)
                .collect(Collectors.toSet());
        named.addAll(direct);
        Set<UUID> others = named.stream().filter(user -> !isOwn(user)).collect(Collectors.toSet());
        this.ownAllowed = others.isEmpty();
        this.eligible = ownAllowed ? named : others;
    }

    private boolean isOwn(UUID user) {
        return user.equals(request.proposer())
                || (request.deciders().keepsAuthorsOut() && user.equals(request.author()));
    }

    /** Why they may not; empty when they may. */
    Optional<String> objection(UUID user) {
        if (eligible.contains(user)) return Optional.empty();
        return Optional.of(
                named.contains(user)
                        ? "It is your own proposal, so somebody else decides it."
                        : "The policy asks others to decide this.");
    }

    boolean includes(UUID user) {
        return eligible.contains(user);
    }

    Set<UUID> people() {
        return Set.copyOf(eligible);
    }

    /** How many have to say yes: as many as the policy says, but not more than there are. */
    int needed() {
        return Math.max(1, Math.min(request.deciders().needed(), eligible.size()));
    }

    /** Whether proving anew who one is stands in for a second person. */
    boolean replacesSecondPerson(UUID user) {
        return (ownAllowed && isOwn(user)) || needed() < request.deciders().needed();
    }
}
