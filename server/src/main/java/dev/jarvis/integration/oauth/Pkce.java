package dev.jarvis.integration.oauth;

import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Secret;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Proof that who exchanges a code is who asked for it (RFC 7636), by S256 alone. */
record Pkce(Secret verifier) {
    static @Nullable Pkce of(AuthScheme.OAuth2Code scheme) {
        return switch (scheme.pkce()) {
            case REQUIRED, SUPPORTED -> new Pkce(Tokens.fresh());
            case FORBIDDEN -> null;
        };
    }

    String challenge() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash(verifier));
    }
}
