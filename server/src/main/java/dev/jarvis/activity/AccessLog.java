package dev.jarvis.activity;

import dev.jarvis.observatory.AccessChanged;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.context.event.EventListener;

/** Writes down who may do what from now on, in the transaction of the change. */
final class AccessLog {
    private final ActivityLog log;
    private final InstantSource clock;

    AccessLog(ActivityLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    @EventListener
    void write(AccessChanged change) {
        UUID id = UuidV7.next();
        Actor actor = Actor.of(change.by());
        Instant now = clock.instant();
        log.write(new Activity(
                change.observatory(),
                id,
                null,
                ActivityType.ACCESS,
                change.what(),
                change.title(),
                "",
                change.details(),
                Activity.Status.SUCCESS,
                actor,
                actor.consent(),
                null,
                now));
    }
}
