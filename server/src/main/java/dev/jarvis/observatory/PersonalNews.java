package dev.jarvis.observatory;

import dev.jarvis.platform.db.TenantTransactions;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells every observatory of a person that how they prove who they are has changed. An account belongs to none of them, so
 * each learns of it right after the change, in a transaction of its own.
 */
public final class PersonalNews {
    private final TenantTransactions db;
    private final Users users;
    private final Observatories observatories;
    private final ApplicationEventPublisher news;

    PersonalNews(TenantTransactions db, Users users, Observatories observatories, ApplicationEventPublisher news) {
        this.db = db;
        this.users = users;
        this.observatories = observatories;
        this.news = news;
    }

    /**
     * @param what stable: {@code person/passkey-added}
     * @param deed what the person did, to be read after their name
     */
    public void tell(UserId id, String what, String deed) {
        User person = db.global(() -> users.byId(id)).orElseThrow();
        observatories.of(id).forEach(place -> tell(person, place, person.in(place.id(), place.role()), what, deed));
    }

    /** The same where not the person did it, but somebody at the command line for them. */
    public void tellByCommandLine(User person, String what, String deed) {
        observatories
                .of(person.id())
                .forEach(place -> tell(
                        person, place, new Principal.System(place.id(), Principal.System.COMMAND_LINE), what, deed));
    }

    private void tell(User person, Membership place, Principal by, String what, String deed) {
        db.inObservatory(
                place.id().value(),
                () -> news.publishEvent(new AccessChanged(
                        place.id(),
                        by,
                        what,
                        person.name() + " " + deed,
                        Map.of(
                                "member",
                                person.id().toString(),
                                "email",
                                person.email().value()))));
    }
}
