package dev.jarvis.integration;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.sdk.Health;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The accounts that are connected. */
@RestController
class ConnectionController {
    private final IntegrationManager manager;
    private final Observatories observatories;
    private final Dependents dependents;

    ConnectionController(IntegrationManager manager, Observatories observatories, Dependents dependents) {
        this.manager = manager;
        this.observatories = observatories;
        this.dependents = dependents;
    }

    record Connections(List<Integration> items) {}

    @GetMapping("/api/integrations/connected")
    Connections connected(Principal by) {
        List<Integration> all = manager.loadIntegrationsForObservatory(by.observatory());
        List<Dependents.Need> needs = dependents.of(by.observatory());
        return new Connections(
                all.stream().map(one -> one.relyingOnIt(rules(one, all, needs))).toList());
    }

    private static int rules(Integration one, List<Integration> all, List<Dependents.Need> needs) {
        boolean open = Choices.open(all, one.platform())
                .filter(chosen -> chosen.id().equals(one.id()))
                .isPresent();
        return Math.toIntExact(needs.stream()
                .filter(need -> need.means(one, open))
                .map(Dependents.Need::rule)
                .distinct()
                .count());
    }

    record HealthNow(
            @Schema(allowableValues = {"healthy", "degraded", "unhealthy"})
            String state,

            String message,
            Map<String, String> details,
            long latencyMillis,
            Instant checkedAt) {
        static HealthNow of(Health health) {
            return new HealthNow(
                    health.state().name().toLowerCase(Locale.ROOT),
                    health.message(),
                    health.details(),
                    health.latency().toMillis(),
                    health.checkedAt());
        }
    }

    @GetMapping("/api/integrations/{id}/health")
    HealthNow health(Principal by, @PathVariable UUID id) {
        return HealthNow.of(manager.testIntegration(by.observatory(), id));
    }

    /** @param config replaces the stored one as a whole */
    @Schema(name = "IntegrationChange")
    record Change(@Nullable String name, @Nullable ObjectNode config) {
        Change {
            if (name != null) name = Input.text("name", name, 200);
        }
    }

    @PatchMapping("/api/integrations/{id}")
    Integration change(Principal by, @PathVariable UUID id, @RequestBody Change change) {
        manager.updateIntegration(by, id, change.name(), change.config());
        return counted(by, id);
    }

    @DeleteMapping("/api/integrations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(Principal by, @PathVariable UUID id) {
        manager.deleteIntegration(by, id);
    }

    @PostMapping("/api/integrations/{id}/confirm")
    Integration confirm(Principal by, @PathVariable UUID id) {
        manager.confirmIntegration(by, id);
        return counted(by, id);
    }

    private Integration counted(Principal by, UUID id) {
        return connected(by).items().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    record Results(List<Checkups.Result> items) {}

    @PostMapping("/api/integrations/test")
    Results test(Principal by) {
        return new Results(manager.testAllIntegrations(by.observatory()));
    }

    /** Those who run the instance see how many there are everywhere; never whose accounts they are. */
    @GetMapping("/api/integrations/stats")
    Statistics statistics(Principal by) {
        if (!(by instanceof Principal.Person person && person.superadmin()))
            return manager.getStatistics(by.observatory());
        return observatories.all().stream().map(manager::getStatistics).reduce(Statistics.NONE, Statistics::plus);
    }
}
