package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.Cost;
import dev.jarvis.sdk.Risk;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One proposed act: which action, on which connection, with which input. Says nothing of who asks or whether they may.
 *
 * @param <C> the integration it runs on
 * @param <I> its input
 * @param <O> its output
 * @param id the ledger's id, a UUIDv7
 * @param input as it was given, already valid against the action's schema
 * @param typed the same as the action's record
 */
public record ActionCall<C extends BaseIntegration, I extends Record, O extends Record>(
        UUID id, ObservatoryId observatory, Connection connection, Action<C, I, O> action, JsonNode input, I typed) {

    /** The action's name in the log: {@code twitter/tweet}. */
    public String name() {
        return connection.platform() + "/" + action.id();
    }

    public Risk risk() {
        return action.risk();
    }

    public Cost cost() {
        return action.cost(typed);
    }

    /** One line of what will happen, in words. */
    public String headline() {
        return action.headline(typed);
    }

    /** The same act on the connection as it is now, after its credentials changed. */
    ActionCall<C, I, O> on(Connection fresh) {
        return new ActionCall<>(id, observatory, fresh, action, input, typed);
    }

    O run(dev.jarvis.sdk.Call call) {
        return action.run(connection.integration(), typed, call);
    }

    Optional<O> find(dev.jarvis.sdk.Call call) {
        return action.find(connection.integration(), typed, call);
    }
}
