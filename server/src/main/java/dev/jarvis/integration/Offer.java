package dev.jarvis.integration;

import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Manifest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One platform in the catalogue, as an observatory sees it.
 *
 * @param requiresOAuth whether there is no way to connect but OAuth
 * @param appConfigured whether an OAuth app is there to connect with
 * @param connected how many accounts are
 */
record Offer(
        String platform,
        String name,
        String description,
        String category,
        List<Scheme> auth,
        boolean requiresOAuth,
        boolean appConfigured,
        int actions,
        int triggers,
        int syncs,
        int connected) {
    /** A way to connect, with the form it needs. */
    record Scheme(
            String id,

            @Schema(allowableValues = {"oauth2_code", "keys"})
            String kind,

            String title,
            List<FormField> fields) {
        static Scheme of(AuthScheme scheme) {
            return switch (scheme) {
                case AuthScheme.OAuth2Code oauth -> new Scheme(oauth.id(), "oauth2_code", oauth.title(), List.of());
                case AuthScheme.Keys keys ->
                    new Scheme(
                            keys.id(),
                            "keys",
                            keys.title(),
                            keys.fields().stream().map(FormField::of).toList());
            };
        }
    }

    record FormField(String name, String title, @Nullable String help, boolean secret) {
        static FormField of(AuthScheme.Field field) {
            return new FormField(field.name(), field.title(), field.help(), field.secret());
        }
    }

    static Offer of(Platform platform, boolean appConfigured, int connected) {
        Manifest manifest = platform.manifest();
        return new Offer(
                manifest.id(),
                manifest.name(),
                manifest.description(),
                manifest.category(),
                manifest.auth().stream().map(Scheme::of).toList(),
                manifest.auth().stream().allMatch(AuthScheme.OAuth2Code.class::isInstance),
                appConfigured,
                platform.actions().size(),
                0,
                0,
                connected);
    }

    /** All about it. The action list takes the place of its count. */
    @Schema(name = "Platform")
    record Whole(
            String platform,
            String name,
            String description,
            String category,
            String docs,
            List<Scheme> auth,
            boolean requiresOAuth,
            boolean appConfigured,
            int connected,
            List<DeclaredAction> actions,
            List<String> triggers,
            List<Scope> scopes,
            List<String> setUp,
            @Nullable String redirectUri) {
        static Whole of(Platform platform, Offer offer, String redirectUri) {
            Manifest manifest = platform.manifest();
            boolean oauth = manifest.oauth().isPresent();
            return new Whole(
                    offer.platform,
                    offer.name,
                    offer.description,
                    offer.category,
                    manifest.docs(),
                    offer.auth,
                    offer.requiresOAuth,
                    offer.appConfigured,
                    offer.connected,
                    platform.actions().stream().map(DeclaredAction::of).toList(),
                    List.of(),
                    manifest.oauth()
                            .map(AuthScheme.OAuth2Code::scopes)
                            .map(Scope::all)
                            .orElse(List.of()),
                    manifest.setup().stream()
                            .map(step -> step.replace("{redirectUri}", redirectUri))
                            .toList(),
                    oauth ? redirectUri : null);
        }
    }

    /** A scope in plain words. */
    public record Scope(String scope, String words) {
        static List<Scope> all(Map<String, String> scopes) {
            return new TreeMap<>(scopes)
                    .entrySet().stream()
                            .map(entry -> new Scope(entry.getKey(), entry.getValue()))
                            .toList();
        }
    }

    record DeclaredAction(
            String id,
            String title,
            String description,

            @Schema(allowableValues = {"low", "medium", "high"})
            String risk,

            @Schema(allowableValues = {"reads", "idempotent", "reconcilable", "unsafe"})
            String effect,

            @Nullable String reversedBy,
            @Nullable String cost,
            List<String> scopes,
            ObjectNode input,
            ObjectNode output) {
        static DeclaredAction of(Action<?, ?, ?> action) {
            return new DeclaredAction(
                    action.id(),
                    action.title(),
                    action.description(),
                    action.risk().name().toLowerCase(Locale.ROOT),
                    action.effect().word(),
                    action.reversedBy().orElse(null),
                    action.costInWords().orElse(null),
                    action.scopes(),
                    action.inputSchema(),
                    action.outputSchema());
        }
    }
}
