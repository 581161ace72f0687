package dev.jarvis.observatory.setup;

import dev.jarvis.observatory.AccessChanged;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.User;
import dev.jarvis.observatory.Users;
import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.crypto.Passwords;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the superadmin and the first observatory, once; of two at the same moment one is told that it is done. */
public final class Setup {
    private static final Duration LINK_LASTS = Duration.ofDays(7);
    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final Users users;
    private final Observatories observatories;
    private final Links links;
    private final Passwords passwords;
    private final ApplicationEventPublisher news;

    Setup(
            TenantTransactions db,
            JdbcClient jdbc,
            Users users,
            Observatories observatories,
            Links links,
            Passwords passwords,
            ApplicationEventPublisher news) {
        this.db = db;
        this.jdbc = jdbc;
        this.users = users;
        this.observatories = observatories;
        this.links = links;
        this.passwords = passwords;
        this.news = news;
    }

    /** What was made. */
    public record Done(User user, ObservatoryId observatory) {}

    public boolean isNeeded() {
        return db.global(users::nobodyRunsTheInstance);
    }

    /** A link for whoever sees the start of the server. */
    Secret link() {
        return db.global(() -> links.make(Links.Purpose.SETUP, null, LINK_LASTS));
    }

    /** @throws Problem 404 when the link is not valid, 409 when somebody is set up already */
    Done byLink(String token, FirstPerson person) {
        db.global(() -> links.insistOnOpen(Links.Purpose.SETUP, token));
        return make(person, () -> links.useForSetup(token));
    }

    /** @throws Problem 409 when somebody is set up already */
    public Done byCommandLine(FirstPerson person) {
        return make(person, links::forgetSetup);
    }

    private Done make(FirstPerson person, Runnable entitlement) {
        String hash = person.password() == null
                ? null
                : passwords.hash(person.password().reveal());
        UUID observatory = UuidV7.next();
        return db.inObservatory(observatory, () -> {
            insistOnBeingFirst();
            entitlement.run();
            return insert(observatory, person, hash);
        });
    }

    private void insistOnBeingFirst() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('jarvis set-up'))")
                .query((_, _) -> true)
                .list();
        if (!users.nobodyRunsTheInstance())
            throw Problem.conflict(
                    "already-set-up", "This Jarvis is set up already. Sign in, or ask for an invitation.");
    }

    private Done insert(UUID id, FirstPerson person, @Nullable String hash) {
        ObservatoryId observatory = new ObservatoryId(id);
        User user = users.add(person.email(), person.name(), hash, true);
        observatories.insert(id, user.id(), person.observatory());
        news.publishEvent(new AccessChanged(
                observatory,
                new Principal.System(observatory, "Set-up"),
                "observatory/made",
                "%s set Jarvis up".formatted(user.name()),
                Map.of("member", user.id().toString(), "email", user.email().value())));
        return new Done(user, observatory);
    }
}
