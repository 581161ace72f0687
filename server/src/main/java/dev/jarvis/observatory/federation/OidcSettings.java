package dev.jarvis.observatory.federation;

import dev.jarvis.sdk.Secret;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * The OpenID provider that may vouch for people: {@code JARVIS_OIDC_ISSUER}, {@code _CLIENT_ID}, {@code _CLIENT_SECRET},
 * and {@code _NAME} for the button.
 */
record OidcSettings(String issuer, String clientId, Secret clientSecret, String name) {
    /** Empty where nothing is set. @throws IllegalStateException when only a part is */
    static Optional<OidcSettings> of(Environment environment) {
        String issuer = environment.getProperty("JARVIS_OIDC_ISSUER", "").strip();
        if (issuer.isEmpty()) return Optional.empty();
        return Optional.of(new OidcSettings(
                issuer,
                needed(environment, "JARVIS_OIDC_CLIENT_ID"),
                Secret.of(needed(environment, "JARVIS_OIDC_CLIENT_SECRET")),
                environment.getProperty("JARVIS_OIDC_NAME", "Single sign-on")));
    }

    private static String needed(Environment environment, String name) {
        String value = environment.getProperty(name, "").strip();
        if (value.isEmpty()) throw new IllegalStateException("%s is needed beside JARVIS_OIDC_ISSUER".formatted(name));
        return value;
    }
}
