package dev.jarvis.automation.firing;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.event.Event;
import dev.jarvis.observatory.ObservatoryId;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What firing asks of whatever runs rules. Everything happens in the open transaction of the observatory. */
interface Engine {
    /**
     * @param key one run a rule and key, ever
     * @param depth how many events and rules led to it
     * @return the run; empty when there was one of this key already
     */
    Optional<UUID> start(RuleVersion rule, Reason reason, JsonNode trigger, String key, int depth);

    /** How many runs of the rule are not over. */
    int unfinished(ObservatoryId observatory, UUID rule);

    /** Tells the runs that wait for an event of this type. */
    void heard(ObservatoryId observatory, String type, JsonNode event);

    /** How deep the run was that an event came of; 0 for one that came of no run. */
    int depthOf(ObservatoryId observatory, Event event);

    enum Reason {
        SCHEDULE,
        EVENT
    }
}
