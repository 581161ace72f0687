package dev.jarvis.integration.oauth;

import dev.jarvis.integration.Platform;
import dev.jarvis.integration.Surroundings;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.OAuthApp;
import dev.jarvis.sdk.OAuthConnector;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Request;
import dev.jarvis.sdk.Secret;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes a platform's requests with placeholders in the place of every secret, and sends none: what is shown is what the
 * connector itself would send, and the secrets are not there to be leaked.
 */
record Mask(Surroundings around, Platform platform, AuthScheme.OAuth2Code scheme, OAuthApp app) {
    static final String MASK = "MASKED";

    Shown authorization(String redirectUri, Collection<String> scopes) {
        String challenge = scheme.pkce() == AuthScheme.Pkce.FORBIDDEN ? null : MASK;
        return Shown.get(connector(new AtomicReference<>()).getAuthUrl(redirectUri, MASK, challenge, scopes));
    }

    Shown exchange(String redirectUri) {
        String verifier = scheme.pkce() == AuthScheme.Pkce.FORBIDDEN ? null : MASK;
        return watched(connector -> connector.handleCallback(MASK, redirectUri, verifier));
    }

    private Shown watched(java.util.function.Consumer<OAuthConnector> call) {
        AtomicReference<Request> seen = new AtomicReference<>();
        try {
            call.accept(connector(seen));
        } catch (PlatformException notSent) {
            // as planned: the request was seen and went nowhere
        }
        return Shown.of(Objects.requireNonNull(seen.get(), "the connector asked for nothing"));
    }

    private OAuthConnector connector(AtomicReference<Request> seen) {
        OAuthApp masked = new OAuthApp(app.clientId(), app.clientSecret() == null ? null : Secret.of(MASK));
        return around.rehearsal(platform, scheme, masked, request -> {
            seen.set(request);
            throw new PlatformException(ErrorKind.NOT_SENT, "A rehearsal sends nothing.");
        });
    }
}
