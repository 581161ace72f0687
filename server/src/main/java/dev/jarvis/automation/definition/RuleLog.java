package dev.jarvis.automation.definition;

import dev.jarvis.activity.Activity;
import dev.jarvis.activity.ActivityLog;
import dev.jarvis.activity.Actor;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityType;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;

/** Tells what became of a rule, in the transaction of the change: the log, the rooms that act on it, the other nodes. */
final class RuleLog {
    private final ActivityLog log;
    private final ApplicationEventPublisher news;
    private final Notices notices;
    private final InstantSource clock;

    RuleLog(ActivityLog log, ApplicationEventPublisher news, Notices notices, InstantSource clock) {
        this.log = log;
        this.news = news;
        this.notices = notices;
        this.clock = clock;
    }

    /** @param change made, changed, enabled, disabled or deleted */
    void tell(Principal by, StoredRule now, String change) {
        boolean on = now.enabledAt() != null && !change.equals("deleted");
        String name = now.draft().name();
        log.write(row(by, now, change));
        notices.send(Rules.CHANGED, by.observatory().toString());
        news.publishEvent(new RuleTurned(by.observatory(), now.id(), name, on ? now.of(by.observatory()) : null));
    }

    private Activity row(Principal by, StoredRule now, String change) {
        return new Activity(
                by.observatory(),
                UuidV7.next(),
                null,
                ActivityType.AUTOMATION,
                "rule/" + change,
                "%s the rule %s".formatted(word(change), now.draft().name()),
                "",
                Map.of("rule", now.id().toString(), "version", Long.toString(now.version()), "change", change),
                Activity.Status.SUCCESS,
                Actor.of(by),
                "by person",
                null,
                clock.instant());
    }

    private static String word(String change) {
        return switch (change) {
            case "made" -> "Made";
            case "enabled" -> "Switched on";
            case "disabled" -> "Switched off";
            case "deleted" -> "Deleted";
            default -> "Changed";
        };
    }
}
