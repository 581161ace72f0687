package dev.jarvis.activity;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows to write down. */
final class Activities {
    static final Actor ADA =
            new Actor(Actor.Kind.PERSON, UUID.fromString("018f0000-0000-7000-8000-00000000ada0"), "Ada");

    static Activity posted(ObservatoryId observatory, String text) {
        return of(observatory, ActivityType.POST, "twitter/tweet", text, Activity.Status.SUCCESS, UuidV7.next());
    }

    static Activity ofCall(ObservatoryId observatory, UUID call, Activity.Status status) {
        return of(observatory, ActivityType.POST, "twitter/tweet", "Posted", status, call);
    }

    static Activity of(
            ObservatoryId observatory,
            ActivityType type,
            String action,
            String title,
            Activity.Status status,
            @Nullable UUID call) {
        UUID id = UuidV7.next();
        return new Activity(
                observatory,
                id,
                null,
                type,
                action,
                title,
                "in words",
                Map.of("place", "here", "count", "2"),
                status,
                ADA,
                "by person",
                call,
                Instant.now());
    }

    private Activities() {}
}
