package dev.jarvis.activity;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The rows by which the log says itself what was taken out of it; the check of the chain goes by them. */
final class Records {
    static final String ERASED = "activity/erased";
    static final String ROW = "row";
    static final String FORGOTTEN = "activity/forgotten";
    static final String BEFORE = "before";

    /** As the database has it: nothing younger is ever forgotten, whatever an observatory's settings say. */
    static final Duration KEPT_AT_LEAST = Duration.ofDays(30);

    static Activity erased(Principal by, UUID row, Instant now) {
        return record(
                by.observatory(),
                Actor.of(by),
                "by person",
                ERASED,
                "Words were erased",
                Map.of(ROW, row.toString()),
                now);
    }

    static Activity forgotten(ObservatoryId observatory, Instant before, Instant now) {
        return record(
                observatory,
                Actor.JARVIS,
                "by system",
                FORGOTTEN,
                "Activity older than this observatory keeps was deleted",
                Map.of(BEFORE, before.toString()),
                now);
    }

    /** Up to when the row excuses missing ones; the beginning of time where it is none of ours. */
    static Instant forgottenBefore(Map<String, String> metadata, Instant recordedAt) {
        try {
            Instant before = Instant.parse(metadata.getOrDefault(BEFORE, ""));
            return before.isAfter(recordedAt.minus(KEPT_AT_LEAST)) ? Instant.MIN : before;
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    private static Activity record(
            ObservatoryId observatory,
            Actor actor,
            String consent,
            String action,
            String title,
            Map<String, String> metadata,
            Instant now) {
        return new Activity(
                observatory,
                UuidV7.next(),
                null,
                ActivityType.SYSTEM,
                action,
                title,
                "",
                metadata,
                Activity.Status.SUCCESS,
                actor,
                consent,
                null,
                now);
    }

    private Records() {}
}
