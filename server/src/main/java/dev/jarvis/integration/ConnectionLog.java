package dev.jarvis.integration;

import dev.jarvis.activity.Activity;
import dev.jarvis.activity.ActivityLog;
import dev.jarvis.activity.Actor;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityEntry;
import dev.jarvis.sdk.ActivityType;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of connections, written into the log in the transaction of the change. */
public final class ConnectionLog {
    private final ActivityLog log;
    private final InstantSource clock;

    ConnectionLog(ActivityLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** @param by who asked for it; null when Jarvis did it by itself */
    public void tell(
            ObservatoryId observatory,
            @Nullable UUID integration,
            String action,
            String title,
            @Nullable Principal by) {
        write(observatory, integration, action, entry(title, "", Map.of()), Activity.Status.SUCCESS, by);
    }

    /** As {@link #tell}, of a connection: rules that hear of it learn whose it is. */
    void tellOf(Subject connection, String action, String title, @Nullable Principal by) {
        write(
                connection.observatory,
                connection.id,
                action,
                entry(title, "", connection.facts("")),
                Activity.Status.SUCCESS,
                by);
    }

    /** Something a person has to mend. */
    void trouble(Subject connection, String action, String title, String what, String reason) {
        write(
                connection.observatory,
                connection.id,
                action,
                entry(title, what, connection.facts(reason)),
                Activity.Status.FAILED,
                null);
    }

    /** Which connection it is about. */
    record Subject(ObservatoryId observatory, UUID id, String platform, String account) {
        static Subject of(ObservatoryId observatory, Integration integration) {
            return new Subject(observatory, integration.id(), integration.platform(), integration.name());
        }

        private Map<String, String> facts(String reason) {
            return Map.of("platform", platform, "account", account, "reason", reason);
        }
    }

    void said(ObservatoryId observatory, UUID integration, String platform, ActivityEntry entry) {
        write(observatory, integration, platform + "/note", entry, Activity.Status.SUCCESS, null);
    }

    private static ActivityEntry entry(String title, String description, Map<String, String> facts) {
        return new ActivityEntry(ActivityType.CONNECTION, title, description, facts);
    }

    private void write(
            ObservatoryId observatory,
            @Nullable UUID integration,
            String action,
            ActivityEntry entry,
            Activity.Status status,
            @Nullable Principal by) {
        Actor actor = by == null ? Actor.JARVIS : Actor.of(by);
        log.write(new Activity(
                observatory,
                UuidV7.next(),
                integration,
                entry.type(),
                action,
                entry.title(),
                entry.description(),
                entry.metadata(),
                status,
                actor,
                actor.consent(),
                null,
                clock.instant()));
    }
}
