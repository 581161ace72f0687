package dev.jarvis.automation.definition;

import dev.jarvis.approval.ActionInput;
import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.Integration;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.problem.Problem.FieldError;
import dev.jarvis.sdk.Action;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether an act can happen at all: its action, its account, and its input as far as that is constant. */
final class ActChecks {
    private final Catalogue catalogue;
    private final IntegrationManager integrations;
    private final ActionInput inputs;

    ActChecks(Catalogue catalogue, IntegrationManager integrations, ActionInput inputs) {
        this.catalogue = catalogue;
        this.integrations = integrations;
        this.inputs = inputs;
    }

    /** @param enabled whether it must be clear now which account it acts with */
    List<FieldError> mistakes(ObservatoryId observatory, String path, Step.Act act, boolean enabled) {
        try {
            Action<?, ?, ?> action = catalogue.platform(act.platform()).action(act.verb());
            return Stream.concat(
                            account(observatory, path, act, enabled).stream(),
                            input(path + ".input", action, act.input()).stream())
                    .toList();
        } catch (Problem unknown) {
            return List.of(new FieldError(path + ".action", "is not known: " + unknown.detail()));
        }
    }

    private List<FieldError> account(ObservatoryId observatory, String path, Step.Act act, boolean enabled) {
        List<Integration> here = integrations.loadIntegrationsForObservatory(observatory).stream()
                .filter(integration -> integration.platform().equals(act.platform()))
                .filter(integration -> integration.status() != Integration.State.DISCONNECTED)
                .toList();
        String trouble =
                act.account() == null ? (enabled ? unclear(here, act.platform()) : null) : unknown(here, act.account());
        return trouble == null ? List.of() : List.of(new FieldError(path + ".account", trouble));
    }

    private static @Nullable String unclear(List<Integration> here, String platform) {
        if (here.isEmpty())
            return "is not there: connect an account of %s first, or save the rule switched off".formatted(platform);
        return here.size() > 1 ? "must be named, because several are connected: " + names(here) : null;
    }

    private static @Nullable String unknown(List<Integration> here, String account) {
        long found = here.stream().filter(one -> one.answersTo(account)).count();
        if (found == 0) return "is not connected here" + (here.isEmpty() ? "" : "; there is " + names(here));
        return found > 1 ? "is the name of several accounts; use the id" : null;
    }

    private static String names(List<Integration> here) {
        return String.join(", ", here.stream().map(Integration::name).toList());
    }

    /** What is filled in later is not known now, so only the rest is held to the schema, and types where they are known. */
    private List<FieldError> input(String field, Action<?, ?, ?> action, JsonNode input) {
        List<String> filled = Holes.of(input);
        List<FieldError> said = filled.isEmpty() ? whole(action, input) : inputs.mistakes(action, input);
        return said.stream()
                .filter(error -> Holes.leave(filled, error))
                .map(error -> new FieldError(Fields.below(field, pointer(error)), error.message()))
                .toList();
    }

    /** One without expressions can be read as it will be when it runs, so the record itself has its say. */
    private List<FieldError> whole(Action<?, ?, ?> action, JsonNode input) {
        try {
            inputs.read(action, input);
            return List.of();
        } catch (Problem refused) {
            return refused.errors();
        }
    }

    private static String pointer(FieldError error) {
        return "/" + error.field().replace('.', '/').replace("[", "/").replace("]", "");
    }
}
