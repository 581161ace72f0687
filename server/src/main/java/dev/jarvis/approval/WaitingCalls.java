package dev.jarvis.approval;

import dev.jarvis.integration.ActionCall;
import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.UserId;
import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.BaseIntegration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Makes calls again of what was kept of them. */
final class WaitingCalls {
    private static final UUID NOBODY = new UUID(0, 0);
    private final Catalogue catalogue;
    private final IntegrationManager integrations;
    private final ActionInput inputs;
    private final ApprovalNotices notices;

    WaitingCalls(Catalogue catalogue, IntegrationManager integrations, ActionInput inputs, ApprovalNotices notices) {
        this.catalogue = catalogue;
        this.integrations = integrations;
        this.inputs = inputs;
        this.notices = notices;
    }

    /** The request's call with this input, checked like any other. */
    ActionCall<?, ?, ?> call(Request request, JsonNode input) {
        Action<?, ?, ?> action = catalogue.platform(request.platform()).action(request.action());
        return call(request.observatory(), request.call(), request.platform(), request.integration(), action, input);
    }

    ActionCall<?, ?, ?> call(
            ObservatoryId observatory,
            UUID id,
            String platform,
            @org.jspecify.annotations.Nullable UUID integration,
            String action,
            JsonNode input) {
        return call(
                observatory,
                id,
                platform,
                integration,
                catalogue.platform(platform).action(action),
                input);
    }

    private <C extends BaseIntegration, I extends Record, O extends Record> ActionCall<C, I, O> call(
            ObservatoryId observatory,
            UUID id,
            String platform,
            @org.jspecify.annotations.Nullable UUID integration,
            Action<C, I, O> action,
            JsonNode input) {
        return new ActionCall<>(
                id,
                observatory,
                integrations.getIntegration(observatory, platform, String.valueOf(integration)),
                action,
                input,
                inputs.read(action, input));
    }

    /** Whoever proposed it, as far as a policy asks. */
    Origin origin(Request request) {
        UUID id = Objects.requireNonNullElse(request.origin().id(), NOBODY);
        String name = request.origin().name();
        return switch (request.origin().kind()) {
            case RULE ->
                new Origin.Rule(
                        id,
                        name,
                        request.risk(),
                        false,
                        Objects.requireNonNullElse(request.run(), NOBODY),
                        Objects.requireNonNullElse(request.step(), ""));
            case PERSON -> key(request, id, Principal.Key.Kind.PERSON);
            case SERVICE -> key(request, id, Principal.Key.Kind.SERVICE);
            case AGENT -> key(request, id, Principal.Key.Kind.AGENT);
            case SYSTEM -> new Origin.Upkeep(name);
        };
    }

    private static Origin.Key key(Request request, UUID id, Principal.Key.Kind kind) {
        UserId owner = new UserId(Objects.requireNonNullElse(request.proposer(), id));
        return new Origin.Key(new Principal.Key(
                request.observatory(), id, kind, owner, request.origin().name(), Role.OPERATOR, Set.of()));
    }

    void tellDeciders(ObservatoryId observatory) {
        notices.somethingWaits(observatory);
    }
}
