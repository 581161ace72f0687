package dev.jarvis.integration.oauth;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.Integration;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.integration.Orphans;
import dev.jarvis.integration.Platform;
import dev.jarvis.integration.RedirectUris;
import dev.jarvis.integration.Surroundings;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Health;
import dev.jarvis.sdk.OAuthApp;
import dev.jarvis.sdk.PlatformException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at a connection that does not work, step by step, and says what to do next. */
final class OAuthDoctor {
    private static final Duration BEARABLE_SKEW = Duration.ofSeconds(60);

    private final IntegrationManager manager;
    private final Catalogue catalogue;
    private final Surroundings around;
    private final Orphans orphans;
    private final RedirectUris redirects;

    OAuthDoctor(
            IntegrationManager manager,
            Catalogue catalogue,
            Surroundings around,
            Orphans orphans,
            RedirectUris redirects) {
        this.manager = manager;
        this.catalogue = catalogue;
        this.around = around;
        this.orphans = orphans;
        this.redirects = redirects;
    }

    /** @param whatToDo where something should be done about it */
    record Finding(
            String title,
            State state,
            String detail,
            @Nullable String whatToDo) {
        enum State {
            OK,
            WARNING,
            PROBLEM;

            @JsonValue
            String wireName() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        static Finding ok(String title, String detail) {
            return new Finding(title, State.OK, detail, null);
        }

        static Finding warning(String title, String detail, String whatToDo) {
            return new Finding(title, State.WARNING, detail, whatToDo);
        }

        static Finding problem(String title, String detail, String whatToDo) {
            return new Finding(title, State.PROBLEM, detail, whatToDo);
        }
    }

    /** The requests are exact, with every secret masked; null for an account that was connected with keys. */
    record Diagnosis(
            List<Finding> findings,
            String nextStep,
            @Nullable String redirectUri,
            @Nullable Shown authorizeRequest,
            @Nullable Shown tokenRequest) {}

    Diagnosis look(ObservatoryId observatory, UUID id) {
        Integration integration = manager.loadIntegration(observatory, id);
        Platform platform = catalogue.platform(integration.platform());
        List<Finding> findings = new ArrayList<>();
        findings.add(answers(observatory, id));
        AuthScheme.OAuth2Code scheme = platform.manifest().oauth().orElse(null);
        if (scheme == null || !scheme.id().equals(integration.scheme()))
            return new Diagnosis(findings, nextStep(findings), null, null, null);
        return oauth(observatory, integration, platform, scheme, findings);
    }

    private Diagnosis oauth(
            ObservatoryId observatory,
            Integration integration,
            Platform platform,
            AuthScheme.OAuth2Code scheme,
            List<Finding> findings) {
        List<String> requested = around.scopes(observatory, platform, scheme);
        String redirectUri = redirects.of(platform);
        findings.add(granted(Set.copyOf(requested), integration.grantedScopes()));
        findings.add(
                Finding.ok("Redirect URI", redirectUri + " must be registered at the platform, letter by letter."));
        findings.add(clock(platform));
        orphans.missingApp(observatory, integration.id())
                .map(OAuthDoctor::orphaned)
                .ifPresent(findings::add);
        OAuthApp app = app(observatory, platform, findings);
        if (app == null) return new Diagnosis(findings, nextStep(findings), redirectUri, null, null);
        Mask mask = new Mask(around, platform, scheme, app);
        return new Diagnosis(
                findings,
                nextStep(findings),
                redirectUri,
                mask.authorization(redirectUri, requested),
                mask.exchange(redirectUri));
    }

    private @Nullable OAuthApp app(ObservatoryId observatory, Platform platform, List<Finding> findings) {
        try {
            OAuthApp app = around.app(observatory, platform);
            String secret = app.clientSecret() == null ? "without a secret (a public client)" : "with a secret";
            findings.add(Finding.ok("OAuth app", "%s, %s.".formatted(app.clientId(), secret)));
            return app;
        } catch (PlatformException e) {
            findings.add(Finding.problem("OAuth app", e.words(), "Save the OAuth app under Connections."));
            return null;
        }
    }

    private static Finding orphaned(String client) {
        return Finding.problem(
                "OAuth app of this connection",
                "It was connected with the OAuth app %s, which is not configured any more and alone can renew its token."
                        .formatted(client),
                "Reconnect the account, or save that app again under Connections.");
    }

    /** Asks the platform now; what that changes about the connection's state is kept. */
    private Finding answers(ObservatoryId observatory, UUID id) {
        Health health = manager.testIntegration(observatory, id);
        Integration now = manager.loadIntegration(observatory, id);
        String next = now.whatToDo() == null ? "Try again in a few minutes." : now.whatToDo();
        return switch (health.state()) {
            case HEALTHY -> Finding.ok("The platform answers", health.message());
            case DEGRADED -> Finding.warning("The platform answers", health.message(), next);
            case UNHEALTHY -> Finding.problem("The platform answers", health.message(), next);
        };
    }

    private static Finding granted(Set<String> requested, Set<String> granted) {
        Set<String> missing = new TreeSet<>(requested);
        missing.removeAll(granted);
        if (missing.isEmpty()) return Finding.ok("Scopes", "All that were asked for are granted.");
        return Finding.warning(
                "Scopes",
                "Asked for and not granted: %s.".formatted(String.join(", ", missing)),
                "Reconnect and leave all scopes ticked; if one is not offered, enable it for the OAuth app.");
    }

    /** Tokens and signatures are refused where clocks differ; the platform says its time with every answer. */
    private Finding clock(Platform platform) {
        Duration skew = Skew.of(around, platform);
        if (skew == null) return Finding.ok("Clock", "The platform did not say its time.");
        String detail = "This machine is %d s %s the platform."
                .formatted(skew.abs().toSeconds(), skew.isNegative() ? "behind" : "ahead of");
        return skew.abs().compareTo(BEARABLE_SKEW) <= 0
                ? Finding.ok("Clock", detail)
                : Finding.problem("Clock", detail, "Set this machine's clock, best by NTP.");
    }

    private static String nextStep(List<Finding> findings) {
        for (Finding.State worst : List.of(Finding.State.PROBLEM, Finding.State.WARNING))
            for (Finding finding : findings)
                if (finding.state() == worst && finding.whatToDo() != null) return finding.whatToDo();
        return "Nothing: the connection works.";
    }
}
