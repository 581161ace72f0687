package dev.jarvis.integration;

import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import java.time.Duration;

/** How a connection's credentials are renewed: by the keeper of tokens, at the endpoint of its platform. */
record Renewal(Surroundings around, FreshTokens tokens) {
    /** @param ahead how much earlier than the manifest asks for */
    Credentials fresh(Platform platform, HeldCredentials held, Duration ahead) {
        AuthScheme.OAuth2Code scheme = scheme(platform, held);
        Duration buffer = scheme.refresh().buffer().plus(ahead);
        return held.credentials().expiredAt(around.clock().instant(), buffer)
                ? tokens.fresh(held, buffer, current -> refreshed(platform, held, current))
                : held.credentials();
    }

    Credentials replacing(Platform platform, HeldCredentials held, Credentials rejected) {
        scheme(platform, held);
        return tokens.replacing(held, rejected, current -> refreshed(platform, held, current));
    }

    private Credentials refreshed(Platform platform, HeldCredentials held, Credentials current) {
        return around.renewing(held.observatory(), platform, current).refresh(current);
    }

    private static AuthScheme.OAuth2Code scheme(Platform platform, HeldCredentials held) {
        if (platform.manifest().scheme(held.credentials().scheme()).orElse(null) instanceof AuthScheme.OAuth2Code oauth)
            return oauth;
        throw new PlatformException(
                ErrorKind.AUTH_REVOKED, "These credentials cannot be renewed. Connect the account again.");
    }
}
