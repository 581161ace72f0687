package dev.jarvis.automation.run;

import dev.jarvis.activity.Activity;
import dev.jarvis.activity.ActivityLog;
import dev.jarvis.activity.Actor;
import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityType;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What of runs stands in the log, in the transaction of what it tells. A run that a webhook began has its delivery instead
 * of a row, and its acts name it.
 */
final class RunLog {
    private final ActivityLog log;
    private final InstantSource clock;

    RunLog(ActivityLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    static Actor rule(RuleVersion version) {
        return new Actor(Actor.Kind.RULE, version.rule(), version.name());
    }

    void began(RuleVersion version, UUID run, Begin begin, Actor by) {
        write(
                version,
                "rule/started",
                "%s began".formatted(version.name()),
                reason(begin),
                Map.of("run", run.toString(), "by", begin.by().word()),
                Activity.Status.SUCCESS,
                by);
    }

    void succeeded(RuleVersion version, UUID run) {
        write(
                version,
                "rule/succeeded",
                "%s succeeded".formatted(version.name()),
                "",
                Map.of("run", run.toString()),
                Activity.Status.SUCCESS,
                rule(version));
    }

    void failed(RuleVersion version, UUID run, StepFailure failure) {
        write(
                version,
                "rule/failed",
                "%s failed".formatted(version.name()),
                failure.words(),
                Map.of("code", failure.code(), "run", run.toString()),
                Activity.Status.FAILED,
                rule(version));
    }

    private static String reason(Begin begin) {
        return switch (begin.by()) {
            case SCHEDULE ->
                "It was due at %s.".formatted(begin.trigger().path("label").asString(""));
            case EVENT ->
                "It listens for %s.".formatted(begin.trigger().path("type").asString(""));
            case WEBHOOK -> "A webhook came.";
            case MANUAL -> "It was begun by hand.";
            case RULE -> "Another rule led to it.";
            case REPLAY -> "The run %s was replayed.".formatted(begin.replayOf());
        };
    }

    private void write(
            RuleVersion version,
            String action,
            String title,
            String description,
            Map<String, String> metadata,
            Activity.Status status,
            Actor by) {
        Map<String, String> all = new TreeMap<>(metadata);
        all.put("rule", version.rule().toString());
        log.write(new Activity(
                version.observatory(),
                UuidV7.next(),
                null,
                ActivityType.AUTOMATION,
                action,
                title,
                description,
                all,
                status,
                by,
                by.consent(),
                null,
                clock.instant()));
    }
}
