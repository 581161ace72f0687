package dev.jarvis.integration.oauth;

import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.Integration;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.integration.KeyConnections;
import dev.jarvis.integration.Platform;
import dev.jarvis.integration.RedirectUris;
import dev.jarvis.integration.Surroundings;
import dev.jarvis.observatory.Membership;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.observatory.UserId;
import dev.jarvis.platform.crypto.Purpose;
import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.web.PublicUrl;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.PlatformException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The way to the platform: a session is opened, its page shows what it is, and one click leaves, once. */
final class ConnectFlow {
    static final Duration OWN_LIFE = Duration.ofMinutes(15);
    static final Duration INVITATION_LIFE = Duration.ofHours(24);

    /** From the click to the return. */
    static final Duration AT_THE_PLATFORM = Duration.ofMinutes(10);

    /** The version a verifier is sealed with: there is one a session. */
    static final long VERIFIER_VERSION = 1;

    private final Catalogue catalogue;
    private final IntegrationManager manager;
    private final Surroundings around;
    private final ConnectSessions sessions;
    private final Observatories observatories;
    private final RedirectUris redirects;
    private final PublicUrl publicUrl;
    private final Vault vault;

    ConnectFlow(
            Catalogue catalogue,
            IntegrationManager manager,
            Surroundings around,
            ConnectSessions sessions,
            Observatories observatories,
            RedirectUris redirects,
            PublicUrl publicUrl,
            Vault vault) {
        this.catalogue = catalogue;
        this.manager = manager;
        this.around = around;
        this.sessions = sessions;
        this.observatories = observatories;
        this.redirects = redirects;
        this.publicUrl = publicUrl;
        this.vault = vault;
    }

    /** @param authorizationUrl our own page; the platform's address is given to nobody before the click there */
    record Started(String authorizationUrl, UUID connectSession, Instant expiresAt) {}

    /** @param asked the scopes to ask for; empty for the usual ones */
    Started begin(Principal by, Platform platform, ConnectSession.Kind kind, List<String> asked) {
        return begin(by, platform, kind, asked, null);
    }

    private Started begin(
            Principal by, Platform platform, ConnectSession.Kind kind, List<String> asked, @Nullable UUID reconnects) {
        AuthScheme.OAuth2Code scheme = scheme(platform);
        insistOnItsScopes(scheme, asked);
        ObservatoryId observatory = by.observatory();
        insistOnApp(observatory, platform);
        UserId person = new UserId(Objects.requireNonNull(KeyConnections.user(by), "nobody answers for it"));
        String link = Tokens.fresh().reveal();
        ConnectSession session = sessions.open(
                new ConnectSessions.Wanted(
                        by,
                        platform.id(),
                        scheme.id(),
                        kind,
                        person,
                        asked.isEmpty() ? around.scopes(observatory, platform, scheme) : asked,
                        reconnects),
                link,
                kind == ConnectSession.Kind.OWN ? OWN_LIFE : INVITATION_LIFE);
        return new Started(publicUrl.of("/connect/" + link), session.id(), session.expiresAt());
    }

    /** @param more scopes beyond those it has; empty to ask for the usual ones */
    Started reconnect(Principal by, UUID id, List<String> more) {
        Integration integration = manager.loadIntegration(by.observatory(), id);
        Platform platform = catalogue.platform(integration.platform());
        if (!integration
                .scheme()
                .equals(platform.manifest().oauth().map(AuthScheme::id).orElse("")))
            throw Problem.conflict(
                    "keys-needed",
                    "This account was connected with keys. Send new ones to POST /api/integrations/%s/connect."
                            .formatted(platform.id()));
        return begin(by, platform, ConnectSession.Kind.OWN, withThoseItHas(more, integration, scheme(platform)), id);
    }

    private static List<String> withThoseItHas(
            List<String> more, Integration integration, AuthScheme.OAuth2Code scheme) {
        if (more.isEmpty()) return more;
        return Stream.concat(
                        scheme.scopes().keySet().stream().filter(integration.grantedScopes()::contains), more.stream())
                .distinct()
                .toList();
    }

    private static void insistOnItsScopes(AuthScheme.OAuth2Code scheme, List<String> asked) {
        asked.stream()
                .filter(scope -> !scheme.scopes().containsKey(scope))
                .findFirst()
                .ifPresent(unknown -> {
                    throw Problem.badInput("scopes", "%s is none of its scopes".formatted(unknown));
                });
    }

    static AuthScheme.OAuth2Code scheme(Platform platform) {
        return platform.manifest()
                .oauth()
                .orElseThrow(() ->
                        Problem.badInput("scheme", "cannot be OAuth: %s has keys only".formatted(platform.name())));
    }

    private void insistOnApp(ObservatoryId observatory, Platform platform) {
        try {
            around.app(observatory, platform);
        } catch (PlatformException e) {
            throw Problem.conflict("no-oauth-app", e.words()).with("redirectUri", redirects.of(platform));
        }
    }

    ConnectSession.Stage stage(ConnectSession session) {
        return session.stageAt(around.clock().instant());
    }

    /** @throws Problem 404 for a link that never was, 410 for one whose time is over */
    ConnectSession open(String link) {
        ConnectSession session = sessions.byLink(link)
                .orElseThrow(() -> Problem.of(404, "unknown-link", "This link is not one of ours."));
        if (stage(session) == ConnectSession.Stage.EXPIRED)
            throw Problem.of(410, "link-expired", "This link has expired. Start again under Connections.");
        return session;
    }

    /** @param browser the secret its cookie carries from now on */
    record Departure(ConnectSession session, URI platform, String browser) {}

    /** @throws Problem 401 or 403 where it is not this person's to use; 410 when it was used */
    Departure leave(String link, Optional<SignedIn> person) {
        ConnectSession session = open(link);
        insistOnStarter(session, person);
        Platform platform = catalogue.platform(session.platform());
        AuthScheme.OAuth2Code scheme = scheme(platform);
        Pkce pkce = Pkce.of(scheme);
        String state = Tokens.fresh().reveal();
        String browser = Tokens.fresh().reveal();
        String redirectUri = redirects.of(platform);
        URI there = authorization(session, platform, scheme, redirectUri, state, pkce);
        if (!sessions.redirected(session, state, browser, sealed(session, pkce), redirectUri, AT_THE_PLATFORM))
            throw Problem.of(410, "link-used", "This link was used already. Start again under Connections.");
        return new Departure(session, there, browser);
    }

    private URI authorization(
            ConnectSession session,
            Platform platform,
            AuthScheme.OAuth2Code scheme,
            String redirectUri,
            String state,
            @Nullable Pkce pkce) {
        try {
            return around.oauth(session.observatory(), platform, scheme)
                    .getAuthUrl(redirectUri, state, pkce == null ? null : pkce.challenge(), session.scopes());
        } catch (PlatformException e) {
            throw Problem.conflict("no-oauth-app", e.words());
        }
    }

    private byte @Nullable [] sealed(ConnectSession session, @Nullable Pkce pkce) {
        if (pkce == null) return null;
        return vault.seal(
                Purpose.CODE_VERIFIER, session.observatory().value(), session.id(), VERIFIER_VERSION, pkce.verifier());
    }

    /** Who started it must still be allowed to; and where it is their own, must be the one who goes on. */
    void insistOnStarter(ConnectSession session, Optional<SignedIn> person) {
        if (session.kind() == ConnectSession.Kind.OWN) {
            SignedIn here = person.orElseThrow(() -> Problem.of(
                    401, "not-signed-in", "Sign in as the person who started this, then open the link again."));
            if (!here.user().equals(session.startedBy()))
                throw Problem.forbidden(
                        "other-person",
                        "Somebody else started this. Only they can go on; ask for an invitation instead.");
        }
        if (!mayStillConnect(session))
            throw Problem.forbidden(
                    "no-longer-allowed", "Whoever started this may not connect accounts here any more.");
    }

    private boolean mayStillConnect(ConnectSession session) {
        return observatories
                .membership(session.startedBy(), session.observatory())
                .map(Membership::role)
                .filter(role -> role.may(Permission.ADMINISTER))
                .isPresent();
    }
}
