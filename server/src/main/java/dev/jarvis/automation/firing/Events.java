package dev.jarvis.automation.firing;

import dev.jarvis.activity.Activity;
import dev.jarvis.activity.ActivityLog;
import dev.jarvis.activity.Actor;
import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.definition.Rules;
import dev.jarvis.automation.definition.Trigger;
import dev.jarvis.automation.event.Event;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Gives an event to the rules that listen for it. Needs an open transaction of the observatory. */
final class Events {
    /** An event that this many rules led to is told to none any more. */
    static final int DEEPEST = 8;

    private final Rules rules;
    private final Engine engine;
    private final ActivityLog log;
    private final JsonMapper json;
    private final InstantSource clock;

    Events(Rules rules, Engine engine, ActivityLog log, JsonMapper json, InstantSource clock) {
        this.rules = rules;
        this.engine = engine;
        this.log = log;
        this.json = json;
        this.clock = clock;
    }

    /** A run that an event began. */
    record Begun(UUID rule, UUID run) {}

    /** @param key tells the first time from a replay: one run a rule and key, ever */
    List<Begun> deliver(ObservatoryId observatory, Event event, String key) {
        ObjectNode tree = json.<ObjectNode>valueToTree(event).put("kind", "event");
        engine.heard(observatory, event.type(), tree);
        List<RuleVersion> listening = listening(observatory, event);
        if (listening.isEmpty()) return List.of();
        int depth = engine.depthOf(observatory, event) + 1;
        if (depth <= DEEPEST) return start(listening, tree, key, depth);
        stop(observatory, event);
        return List.of();
    }

    private List<RuleVersion> listening(ObservatoryId observatory, Event event) {
        return rules.startedByEvents(observatory).stream()
                .filter(rule ->
                        rule.definition().trigger() instanceof Trigger.Event(String type) && type.equals(event.type()))
                .filter(rule -> !isItsOwnEnd(rule, event))
                .toList();
    }

    /** A rule that its own runs begin would never rest. */
    private static boolean isItsOwnEnd(RuleVersion rule, Event event) {
        return event.type().startsWith("run.")
                && rule.rule().toString().equals(event.data().get("rule"));
    }

    private List<Begun> start(List<RuleVersion> listening, JsonNode trigger, String key, int depth) {
        List<Begun> begun = new ArrayList<>();
        for (RuleVersion rule : listening)
            engine.start(rule, Engine.Reason.EVENT, trigger, key, depth)
                    .ifPresent(run -> begun.add(new Begun(rule.rule(), run)));
        return begun;
    }

    private void stop(ObservatoryId observatory, Event event) {
        log.write(new Activity(
                observatory,
                UuidV7.next(),
                null,
                ActivityType.AUTOMATION,
                "event/chain-stopped",
                "A chain of events was stopped at %s".formatted(event.type()),
                "Rules led to events that led to rules, %d times. No rule was told of the last one; look whether they start each other."
                        .formatted(DEEPEST),
                Map.of("event", event.id().toString(), "type", event.type()),
                Activity.Status.FAILED,
                Actor.JARVIS,
                "by system",
                null,
                clock.instant()));
    }
}
