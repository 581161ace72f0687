package dev.jarvis.integration.oauth;

import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.Integration;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.integration.IssuedTo;
import dev.jarvis.integration.NewIntegration;
import dev.jarvis.integration.Platform;
import dev.jarvis.integration.Surroundings;
import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.observatory.User;
import dev.jarvis.platform.crypto.Purpose;
import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.OAuthApp;
import dev.jarvis.sdk.OAuthConnector;
import dev.jarvis.sdk.PlatformException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way back from the platform. A code is exchanged only for the flow it belongs to: same connector in the path, same
 * browser, same person, an issuer that fits, and once.
 */
final class ConnectReturn {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectReturn.class);
    private static final String START_AGAIN = "Start again under Connections.";

    private final Catalogue catalogue;
    private final IntegrationManager manager;
    private final Surroundings around;
    private final ConnectSessions sessions;
    private final ConnectFlow flow;
    private final Starters starters;
    private final Vault vault;

    ConnectReturn(
            Catalogue catalogue,
            IntegrationManager manager,
            Surroundings around,
            ConnectSessions sessions,
            ConnectFlow flow,
            Starters starters,
            Vault vault) {
        this.catalogue = catalogue;
        this.manager = manager;
        this.around = around;
        this.sessions = sessions;
        this.flow = flow;
        this.starters = starters;
        this.vault = vault;
    }

    Ending receive(Returned returned) {
        ConnectSession session = returned.state() == null
                ? null
                : sessions.byState(returned.state()).orElse(null);
        if (session == null)
            return Ending.failed(
                    "unknown-state", "This answer belongs to no connection that was started here.", START_AGAIN);
        Ending refused = refusal(session, returned);
        return refused != null ? refused : proceed(session, returned);
    }

    /** Checks that leave the session as it is come first: whoever holds only the state ends nobody's flow. */
    private @Nullable Ending refusal(ConnectSession session, Returned returned) {
        ConnectSession.Stage stage = flow.stage(session);
        if (stage == ConnectSession.Stage.EXPIRED)
            return Ending.failed("link-expired", "This took longer than it may.", START_AGAIN);
        if (stage != ConnectSession.Stage.REDIRECTED)
            return Ending.failed("state-used", "This answer was received already.", START_AGAIN);
        if (!isSameBrowser(session, returned))
            return Ending.failed("other-browser", "This was started in another browser.", START_AGAIN);
        if (!isStarter(session, returned))
            return Ending.failed(
                    "other-person",
                    "Whoever started this is not signed in here, or may not connect accounts.",
                    START_AGAIN);
        return mixedUp(session, returned);
    }

    private static boolean isSameBrowser(ConnectSession session, Returned returned) {
        String secret = returned.browser().apply(session);
        byte[] expected = session.browserHash();
        return secret != null && expected != null && Tokens.matches(secret, expected);
    }

    private boolean isStarter(ConnectSession session, Returned returned) {
        try {
            flow.insistOnStarter(session, returned.person());
            return true;
        } catch (Problem refused) {
            return false;
        }
    }

    /** An answer from another server than the one that was asked (RFC 9207, RFC 9700 section 4.4) ends the flow. */
    private @Nullable Ending mixedUp(ConnectSession session, Returned returned) {
        if (!session.platform().equals(returned.platform()))
            return ended(
                    session,
                    "wrong-platform",
                    "The answer came back for another platform than the one that was asked.");
        Platform platform = catalogue.platform(session.platform());
        if (!Issuer.of(around.endpoints(platform)).accepts(returned.issuer()))
            return ended(session, "wrong-issuer", "The answer does not come from the server that was asked.");
        return null;
    }

    private Ending ended(ConnectSession session, String code, String message) {
        return failed(session, new ConnectSession.Failure(code, message, START_AGAIN));
    }

    private Ending failed(ConnectSession session, ConnectSession.Failure failure) {
        sessions.failed(session, failure);
        return new Ending.Failed(failure);
    }

    private Ending proceed(ConnectSession session, Returned returned) {
        Platform platform = catalogue.platform(session.platform());
        if (returned.error() != null) return failed(session, Explained.error(platform, returned));
        String code = returned.code();
        if (code == null || code.isBlank())
            return ended(session, "no-code", platform.name() + " sent neither a code nor a reason.");
        if (!sessions.exchanging(session))
            return Ending.failed("state-used", "This answer was received already.", START_AGAIN);
        return exchanged(session, platform, code);
    }

    private Ending exchanged(ConnectSession session, Platform platform, String code) {
        try {
            Credentials credentials = credentials(session, platform, code);
            Account account =
                    around.trial(session.observatory(), platform, credentials).testConnection();
            return kept(session, new Granted(platform, account, credentials));
        } catch (PlatformException e) {
            return failed(session, Explained.refusal(platform, e));
        } catch (RuntimeException e) {
            LOG.error("The connect session {} ended by a fault", session.id(), e);
            return ended(session, "fault", "Something went wrong here, not at the platform.");
        }
    }

    private Credentials credentials(ConnectSession session, Platform platform, String code) {
        AuthScheme.OAuth2Code scheme = ConnectFlow.scheme(platform);
        OAuthApp app = around.app(session.observatory(), platform);
        OAuthConnector oauth = around.oauth(platform, scheme, app);
        String redirectUri = session.redirectUri();
        if (redirectUri == null) throw new IllegalStateException("redirected to nowhere: " + session.id());
        Credentials granted = IssuedTo.mark(oauth.handleCallback(code, redirectUri, verifier(session)), app);
        // A reply without scopes grants what was asked for (RFC 6749 section 5.1).
        return granted.scopes().isEmpty()
                ? new Credentials(granted.scheme(), granted.values(), granted.expiresAt(), Set.copyOf(session.scopes()))
                : granted;
    }

    private @Nullable String verifier(ConnectSession session) {
        byte[] sealed = session.codeVerifier();
        if (sealed == null) return null;
        byte[] plain = vault.open(
                Purpose.CODE_VERIFIER,
                session.observatory().value(),
                session.id(),
                ConnectFlow.VERIFIER_VERSION,
                sealed);
        return new String(plain, StandardCharsets.US_ASCII);
    }

    /** What a platform granted, tested. */
    private record Granted(Platform platform, Account account, Credentials credentials) {
        NewIntegration by(User person, boolean pending) {
            return new NewIntegration(
                    platform.id(),
                    account,
                    account.name(),
                    credentials,
                    person.id().value(),
                    pending);
        }
    }

    private Ending kept(ConnectSession session, Granted granted) {
        User person = starters.of(session).orElseThrow();
        Optional<Integration> known = known(session, granted);
        UUID reconnects = session.reconnects();
        if (reconnects != null) {
            Integration before = manager.loadIntegration(session.observatory(), reconnects);
            return mended(session, granted, person, before, known);
        }
        if (session.kind() == ConnectSession.Kind.OWN) return connected(session, granted.by(person, false), person);
        return known.isPresent() ? taken(session, granted) : toBeConfirmed(session, granted, person, null);
    }

    /** The account among those that are connected now. */
    private Optional<Integration> known(ConnectSession session, Granted granted) {
        return manager.loadIntegrationsForObservatory(session.observatory()).stream()
                .filter(one -> one.platform().equals(granted.platform().id()))
                .filter(one -> one.account().id().equals(granted.account().id()))
                .filter(one -> one.status() != Integration.State.DISCONNECTED)
                .findFirst();
    }

    private Ending connected(ConnectSession session, NewIntegration fresh, User person) {
        Integration made = manager.createIntegration(session.observatory(), fresh, principal(session, person));
        sessions.ended(session, ConnectSession.Stage.CONNECTED, made.id());
        return new Ending.Connected(made.name());
    }

    /** The same account mends the connection. Another one is asked about: it waits beside it for a member's word. */
    private Ending mended(
            ConnectSession session, Granted granted, User person, Integration before, Optional<Integration> known) {
        if (before.account().id().equals(granted.account().id())) return again(session, granted, person, before);
        return known.isPresent() ? taken(session, granted) : toBeConfirmed(session, granted, person, before);
    }

    private Ending again(ConnectSession session, Granted granted, User person, Integration before) {
        NewIntegration fresh = new NewIntegration(
                before.platform(),
                granted.account(),
                before.name(),
                granted.credentials(),
                person.id().value(),
                false);
        return connected(session, fresh, person);
    }

    private Ending taken(ConnectSession session, Granted granted) {
        return ended(
                session,
                "other-account",
                "%s is connected here already, and its connection stays as it was. Sign in at %s with the account you mean."
                        .formatted(granted.account().name(), granted.platform().name()));
    }

    private Ending toBeConfirmed(ConnectSession session, Granted granted, User person, @Nullable Integration instead) {
        Integration made =
                manager.createIntegration(session.observatory(), granted.by(person, true), principal(session, person));
        sessions.ended(session, ConnectSession.Stage.CONFIRM, made.id());
        return new Ending.ToBeConfirmed(
                instead == null ? made.name() : "%s (and not %s)".formatted(made.name(), instead.name()));
    }

    /** Whoever follows an invitation is not the member who sent it, and nothing tells who it is. */
    private static Principal principal(ConnectSession session, User starter) {
        return switch (session.kind()) {
            case OWN -> starter.in(session.observatory(), Role.ADMIN);
            case INVITATION ->
                new Principal.System(session.observatory(), "A guest, by invitation of " + starter.name());
        };
    }
}
