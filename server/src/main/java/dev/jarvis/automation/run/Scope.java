package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.Step;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where a step stands: at the top, or in one round of a for-each. @param item that round's; null at the top */
record Scope(String prefix, @Nullable JsonNode item) {
    static final Scope TOP = new Scope("", null);

    String path(Step step) {
        return prefix + step.id();
    }

    Scope round(Step.ForEach each, int number, JsonNode of) {
        return new Scope("%s%s[%d].".formatted(prefix, each.id(), number), of);
    }
}
