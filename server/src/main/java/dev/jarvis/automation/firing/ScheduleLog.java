package dev.jarvis.automation.firing;

import dev.jarvis.activity.Activity;
import dev.jarvis.activity.ActivityLog;
import dev.jarvis.activity.Actor;
import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.schedule.Occurrence;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityType;
import java.time.Instant;
import java.util.Map;

/** Nobody finds out by chance that something did not run: each label has its row in the log. */
final class ScheduleLog {
    private final ActivityLog log;

    ScheduleLog(ActivityLog log) {
        this.log = log;
    }

    /** @param reason missed, overlap, replaced or disabled */
    void skipped(RuleVersion rule, Occurrence occurrence, String reason, Instant now) {
        String title = "%s did not run at %s".formatted(rule.name(), occurrence.label());
        write(rule, occurrence, "schedule/skipped", title, words(reason), reason, Activity.Status.FAILED, now);
    }

    /** A time that does not exist, because clocks went forward. */
    void moved(RuleVersion rule, Occurrence occurrence, Instant now) {
        String title = "%s ran at another time than %s".formatted(rule.name(), occurrence.label());
        String note = occurrence.note() == null ? "" : occurrence.note();
        write(rule, occurrence, "schedule/moved", title, note, "moved", Activity.Status.SUCCESS, now);
    }

    private static String words(String reason) {
        return switch (reason) {
            case "missed" -> "No node was there when it was due, and the rule says not to run it later.";
            case "overlap" -> "An earlier run still went on, and the rule says not to run beside it.";
            case "replaced" -> "The rule was edited before it could run.";
            default -> "The rule was switched off before it could run.";
        };
    }

    private void write(
            RuleVersion rule,
            Occurrence occurrence,
            String action,
            String title,
            String description,
            String reason,
            Activity.Status status,
            Instant now) {
        log.write(new Activity(
                rule.observatory(),
                UuidV7.next(),
                null,
                ActivityType.AUTOMATION,
                action,
                title,
                description,
                Map.of(
                        "rule", rule.rule().toString(),
                        "label", occurrence.label(),
                        "due", occurrence.at().toString(),
                        "reason", reason),
                status,
                Actor.JARVIS,
                "by system",
                null,
                now));
    }
}
