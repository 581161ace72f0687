package dev.jarvis.integration.oauth;

import dev.jarvis.observatory.SignedIn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a platform (RFC 6749 section 4.1.2, RFC 9207).
 *
 * @param platform of the path it came to
 * @param issuer who says to have sent it; not all say
 * @param person whose session the browser has
 * @param browser the secret this flow left in the browser
 */
record Returned(
        String platform,
        @Nullable String code,
        @Nullable String state,
        @Nullable String error,
        @Nullable String errorDescription,
        @Nullable String issuer,
        Optional<SignedIn> person,
        java.util.function.Function<ConnectSession, @Nullable String> browser) {
    @Override
    public String toString() {
        return "Returned[" + platform + "]";
    }
}
