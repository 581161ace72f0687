package dev.jarvis.observatory.session;

import dev.jarvis.observatory.Membership;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.User;
import dev.jarvis.platform.problem.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells a person who they are to us. */
public final class Mirror {
    private final Observatories observatories;

    Mirror(Observatories observatories) {
        this.observatories = observatories;
    }

    public Me of(SignedIn person) {
        return of(person, null);
    }

    /** @param chosen the observatory they look at, where they said so */
    Me of(SignedIn person, @Nullable UUID chosen) {
        List<Membership> all = observatories.of(person.user());
        Membership here =
                chosen != null ? among(all, new ObservatoryId(chosen)) : all.size() == 1 ? all.getFirst() : null;
        User user = new User(person.user(), person.email(), person.name(), person.superadmin());
        return new Me(user, person.superadmin(), all, here, here == null ? null : here.role(), person.csrf());
    }

    private static Membership among(List<Membership> all, ObservatoryId chosen) {
        return all.stream()
                .filter(membership -> membership.id().equals(chosen))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("observatory"));
    }
}
