package dev.jarvis.approval;

import dev.jarvis.integration.ActionCall;
import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.InputPreparation;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.BaseIntegration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes an act out of words: the platform and action by their names, the connection by whatever names it, the input as
 * JSON. What comes out can be submitted to {@link Approvals}. Safe for many threads.
 */
public final class ProposedCalls {
    private final Catalogue catalogue;
    private final IntegrationManager integrations;
    private final InputPreparation preparation;
    private final ActionInput inputs;

    ProposedCalls(
            Catalogue catalogue, IntegrationManager integrations, InputPreparation preparation, ActionInput inputs) {
        this.preparation = preparation;
        this.catalogue = catalogue;
        this.integrations = integrations;
        this.inputs = inputs;
    }

    /**
     * @param id the ledger's id of the call; the same id again is the same act
     * @param account as {@link IntegrationManager#getIntegration} takes it
     * @throws Problem 404 {@code unknown-platform} and {@code unknown-action}, 400 {@code bad-input} with each field, and
     *     the reasons for which a connection cannot be used
     */
    public ActionCall<?, ?, ?> propose(
            UUID id,
            ObservatoryId observatory,
            String platform,
            String action,
            @Nullable String account,
            JsonNode input) {
        return propose(id, observatory, platform, catalogue.platform(platform).action(action), account, input);
    }

    private <C extends BaseIntegration, I extends Record, O extends Record> ActionCall<C, I, O> propose(
            UUID id,
            ObservatoryId observatory,
            String platform,
            Action<C, I, O> action,
            @Nullable String account,
            JsonNode input) {
        JsonNode prepared = preparation.prepared(observatory, action, input);
        I typed = inputs.read(action, prepared);
        return new ActionCall<>(
                id, observatory, integrations.getIntegration(observatory, platform, account), action, prepared, typed);
    }
}
