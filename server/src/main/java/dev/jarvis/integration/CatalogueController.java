package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What can be connected, and with which OAuth app. */
@RestController
class CatalogueController {
    private final Catalogue catalogue;
    private final IntegrationManager manager;
    private final OAuthApps apps;
    private final Orphans orphans;
    private final RedirectUris redirects;

    CatalogueController(
            Catalogue catalogue, IntegrationManager manager, OAuthApps apps, Orphans orphans, RedirectUris redirects) {
        this.catalogue = catalogue;
        this.manager = manager;
        this.apps = apps;
        this.orphans = orphans;
        this.redirects = redirects;
    }

    record Offers(List<Offer> items) {}

    @GetMapping("/api/integrations")
    Offers all(Principal by) {
        List<Platform> platforms = catalogue.platforms();
        Set<String> configured = apps.configured(by.observatory(), platforms);
        Map<String, Long> connected = connected(by.observatory());
        return new Offers(platforms.stream()
                .map(platform -> offer(platform, configured, connected))
                .toList());
    }

    @GetMapping("/api/integrations/{platform}")
    Offer.Whole one(Principal by, @PathVariable String platform) {
        Platform found = catalogue.platform(platform);
        Set<String> configured = apps.configured(by.observatory(), List.of(found));
        return Offer.Whole.of(found, offer(found, configured, connected(by.observatory())), redirects.of(found));
    }

    private static Offer offer(Platform platform, Set<String> configured, Map<String, Long> connected) {
        return Offer.of(
                platform,
                configured.contains(platform.id()),
                connected.getOrDefault(platform.id(), 0L).intValue());
    }

    private Map<String, Long> connected(ObservatoryId observatory) {
        return manager.loadIntegrationsForObservatory(observatory).stream()
                .filter(integration -> integration.status() != Integration.State.DISCONNECTED)
                .collect(Collectors.groupingBy(Integration::platform, Collectors.counting()));
    }

    /** @param clientSecret left out for a public client */
    record App(
            String clientId,
            @Nullable String clientSecret,
            @Nullable List<String> scopes) {
        App {
            clientId = Input.text("clientId", clientId, 500);
            if (clientSecret != null) clientSecret = Input.text("clientSecret", clientSecret, 2_000);
            scopes = scopes == null ? List.of() : List.copyOf(scopes);
        }

        @Override
        public String toString() {
            return "App[" + clientId + "]";
        }
    }

    /**
     * @param orphaned the connections that were made with an app that is not configured any more, by name
     * @param warning what that means for them; null where there are none
     */
    record AppChanged(List<String> orphaned, @Nullable String warning) {
        static AppChanged of(Platform platform, List<String> orphaned) {
            String warning = orphaned.isEmpty()
                    ? null
                    : "%s: connected with another OAuth app of %s, which alone can renew their tokens. Reconnect them, or save that app again."
                            .formatted(String.join(", ", orphaned), platform.name());
            return new AppChanged(orphaned, warning);
        }
    }

    @PutMapping("/api/integrations/{platform}/app")
    AppChanged app(Principal by, @PathVariable String platform, @RequestBody App app) {
        Platform found = catalogue.platform(platform);
        AuthScheme.OAuth2Code scheme = found.manifest()
                .oauth()
                .orElseThrow(
                        () -> Problem.conflict("no-oauth", "%s is not connected by OAuth.".formatted(found.name())));
        List<String> scopes = app.scopes() == null ? List.of() : app.scopes();
        scopes.stream()
                .filter(scope -> !scheme.scopes().containsKey(scope))
                .findFirst()
                .ifPresent(unknown -> {
                    throw Problem.badInput("scopes", "%s is none of its scopes".formatted(unknown));
                });
        Secret secret = app.clientSecret() == null ? null : Secret.of(app.clientSecret());
        apps.put(by, found, app.clientId(), secret, scopes);
        return AppChanged.of(found, orphans.of(by.observatory(), found));
    }

    /** From then on the operator's serves again, where there is one. */
    @DeleteMapping("/api/integrations/{platform}/app")
    AppChanged withoutApp(Principal by, @PathVariable String platform) {
        Platform found = catalogue.platform(platform);
        apps.remove(by, found);
        return AppChanged.of(found, orphans.of(by.observatory(), found));
    }
}
