package dev.jarvis.integration;

import dev.jarvis.integration.limits.Governor;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.Manifest;
import dev.jarvis.sdk.OAuthApp;
import dev.jarvis.sdk.OAuthConnector;
import dev.jarvis.sdk.PlatformException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What every integration of this instance is given, whichever account it opens; and integrations that keep nothing. */
public final class Surroundings {
    private final ConnectorSettings settings;
    private final Http http;
    private final OAuthApps apps;
    private final Governor governor;
    private final InstantSource clock;

    Surroundings(ConnectorSettings settings, Http http, OAuthApps apps, Governor governor, InstantSource clock) {
        this.governor = governor;
        this.settings = settings;
        this.http = http;
        this.apps = apps;
        this.clock = clock;
    }

    public Endpoints endpoints(Platform platform) {
        return new Endpoints(platform.manifest(), settings.overrides(platform.id()));
    }

    /** The way out, held to the platform's hosts. */
    public Http http(Platform platform) {
        return new PinnedHttp(http, endpoints(platform), platform.name());
    }

    /** As {@link #http(Platform)}; where the manifest says so, also to the address that the credentials name. */
    Http http(Platform platform, Credentials credentials) {
        return new PinnedHttp(http, endpoints(platform).forCredentials(credentials), platform.name());
    }

    /** As for its credentials, held to the limits of the platform, too. An operator's own server has its own. */
    Http http(Platform platform, HeldCredentials held) {
        boolean elsewhere = endpoints(platform).isOverridden("api");
        List<Manifest.Limit> limits =
                elsewhere ? List.of() : platform.manifest().limits();
        Http pinned = http(platform, held.credentials());
        return governor.over(pinned, platform.name(), held.integration(), limits);
    }

    public InstantSource clock() {
        return clock;
    }

    /** @throws PlatformException {@link ErrorKind#PERMANENT} where none is configured, saying how to */
    public OAuthApp app(ObservatoryId observatory, Platform platform) {
        return apps.find(observatory, platform.id())
                .map(OAuthApps.Configured::app)
                .orElseThrow(() -> noApp(platform));
    }

    /**
     * The app that these credentials were issued to, or the configured one where they do not say.
     *
     * @throws PlatformException {@link ErrorKind#PERMANENT} where it is not known any more
     */
    OAuthApp app(ObservatoryId observatory, Platform platform, Credentials credentials) {
        return IssuedTo.of(credentials)
                .map(client -> apps.find(observatory, platform.id(), client).orElseThrow(() -> gone(platform, client)))
                .orElseGet(() -> app(observatory, platform));
    }

    private static PlatformException gone(Platform platform, String client) {
        return new PlatformException(
                ErrorKind.PERMANENT,
                "The account was connected with the OAuth app %s of %s, which is not configured any more. Reconnect the account, or save that app again under Connections."
                        .formatted(client, platform.name()));
    }

    private static String orByKeys(Platform platform) {
        return platform.manifest().auth().stream()
                .filter(AuthScheme.Keys.class::isInstance)
                .findFirst()
                .map(AuthScheme::id)
                .map(" Or connect by the scheme \"%s\", with keys of your own."::formatted)
                .orElse("");
    }

    private static PlatformException noApp(Platform platform) {
        return new PlatformException(
                ErrorKind.PERMANENT,
                "No OAuth app is configured for %s. Register one there, then save its client id and secret under Connections.%s"
                        .formatted(platform.name(), orByKeys(platform)));
    }

    /** What to ask for: the scopes of the app, or else the manifest's. */
    public List<String> scopes(ObservatoryId observatory, Platform platform, AuthScheme.OAuth2Code scheme) {
        return Optional.of(apps.find(observatory, platform.id())
                        .map(OAuthApps.Configured::scopes)
                        .orElse(List.of()))
                .filter(scopes -> !scopes.isEmpty())
                .orElse(scheme.defaultScopes());
    }

    /** An integration that works with these credentials, and keeps nothing. */
    public BaseIntegration trial(ObservatoryId observatory, Platform platform, Credentials credentials) {
        BaseIntegration integration = platform.create();
        integration.initialize(new TrialContext(
                this,
                platform,
                credentials,
                () -> app(observatory, platform, credentials),
                http(platform, credentials)));
        return integration;
    }

    /** For talking to the authorization server, before there are credentials and without using those there are. */
    public OAuthConnector oauth(ObservatoryId observatory, Platform platform, AuthScheme.OAuth2Code scheme) {
        return connector(platform, trial(observatory, platform, none(scheme)));
    }

    /** As above, with this app. */
    public OAuthConnector oauth(Platform platform, AuthScheme.OAuth2Code scheme, OAuthApp app) {
        return rehearsal(platform, scheme, app, http(platform));
    }

    /** For renewing these credentials, with the app that they were issued to. */
    OAuthConnector renewing(ObservatoryId observatory, Platform platform, Credentials credentials) {
        return connector(platform, trial(observatory, platform, credentials));
    }

    /** Goes through the motions with this app and this way out, so that one can look at what would be sent. */
    public OAuthConnector rehearsal(Platform platform, AuthScheme.OAuth2Code scheme, OAuthApp app, Http watched) {
        BaseIntegration integration = platform.create();
        integration.initialize(new TrialContext(this, platform, none(scheme), () -> app, watched));
        return connector(platform, integration);
    }

    private static Credentials none(AuthScheme.OAuth2Code scheme) {
        return new Credentials(scheme.id(), Map.of(), null, Set.of());
    }

    private static OAuthConnector connector(Platform platform, BaseIntegration integration) {
        if (integration instanceof OAuthConnector oauth) return oauth;
        throw new IllegalStateException("%s declares OAuth and is no OAuthConnector".formatted(platform.id()));
    }
}
