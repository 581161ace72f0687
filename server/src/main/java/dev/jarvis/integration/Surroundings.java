package dev.jarvis.integration;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.OAuthApp;
import dev.jarvis.sdk.OAuthConnector;
import dev.jarvis.sdk.PlatformException;
import java.time.InstantSource;

/** What every integration of this instance is given, whichever account it opens. */
final class Surroundings {
    private final ConnectorSettings settings;
    private final Http http;
    private final OAuthApps apps;
    private final InstantSource clock;

    Surroundings(ConnectorSettings settings, Http http, OAuthApps apps, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.apps = apps;
        this.clock = clock;
    }

    Endpoints endpoints(Platform platform) {
        return new Endpoints(platform.manifest(), settings.overrides(platform.id()));
    }

    Http http(Platform platform) {
        return new PinnedHttp(http, endpoints(platform), platform.name());
    }

    InstantSource clock() {
        return clock;
    }

    OAuthApp app(ObservatoryId observatory, Platform platform) {
        return apps.find(observatory, platform.id())
                .orElseThrow(() -> new PlatformException(ErrorKind.PERMANENT, noApp(platform)))
                .app();
    }

    static String noApp(Platform platform) {
        return "No OAuth app is configured for %s. Register one there, then save its client id and secret under Connections."
                .formatted(platform.name());
    }

    /** An integration that works with these credentials, and keeps nothing. */
    BaseIntegration trial(ObservatoryId observatory, Platform platform, Credentials credentials) {
        BaseIntegration integration = platform.create();
        integration.initialize(new TrialContext(this, observatory, platform, credentials));
        return integration;
    }

    /** For talking to the authorization server, before there are credentials and without using those there are. */
    OAuthConnector oauth(ObservatoryId observatory, Platform platform, AuthScheme.OAuth2Code scheme) {
        BaseIntegration integration = trial(
                observatory, platform, new Credentials(scheme.id(), java.util.Map.of(), null, java.util.Set.of()));
        if (integration instanceof OAuthConnector oauth) return oauth;
        throw new IllegalStateException("%s declares OAuth and is no OAuthConnector".formatted(platform.id()));
    }
}
