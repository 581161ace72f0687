package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.Action;
import tools.jackson.databind.JsonNode;

/**
 * What happens to an act's input before it is checked, decided and hashed, so that whoever says yes sees all of it: a
 * stored answer that it names is put in place. Whoever proposes an act asks for this first.
 */
@FunctionalInterface
public interface InputPreparation {
    /** @throws dev.jarvis.platform.problem.Problem 400 with the field's name where it names what is not there */
    JsonNode prepared(ObservatoryId observatory, Action<?, ?, ?> action, JsonNode input);
}
