package dev.jarvis.automation.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What happens when a step failed for good. On the wire {@code "stop"}, {@code "continue"} or {@code {"rule": id}}. */
public sealed interface OnFailure {
    @JsonValue
    Object wire();

    /** The run fails. */
    record Stop() implements OnFailure {
        @Override
        public String wire() {
            return "stop";
        }
    }

    /** The run goes on; {@code steps.<id>.error} says why. */
    record Continue() implements OnFailure {
        @Override
        public String wire() {
            return "continue";
        }
    }

    /** Another rule runs with the failure as its trigger, and this run fails. */
    record Call(UUID rule) implements OnFailure {
        @Override
        public Map<String, UUID> wire() {
            return Map.of("rule", rule);
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static OnFailure of(JsonNode wire) {
        if (wire.isString() && wire.asString().equals("stop")) return new Stop();
        if (wire.isString() && wire.asString().equals("continue")) return new Continue();
        if (wire.isObject() && wire.size() == 1 && wire.path("rule").isString())
            return new Call(Texts.id("rule", wire.path("rule").asString()));
        throw new IllegalArgumentException("must be stop, continue or {\"rule\": id}");
    }
}
