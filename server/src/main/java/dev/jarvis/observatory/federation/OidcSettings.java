package dev.jarvis.observatory.federation;

import dev.jarvis.platform.problem.SettingRefused;
import dev.jarvis.sdk.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * The OpenID provider that may vouch for people: {@code JARVIS_OIDC_ISSUER}, {@code _CLIENT_ID}, {@code _CLIENT_SECRET},
 * and {@code _NAME} for the button.
 */
record OidcSettings(String issuer, String clientId, Secret clientSecret, String name) {
    /** Empty where nothing is set. @throws SettingRefused when only a part is, or the issuer is no address */
    static Optional<OidcSettings> of(Environment environment) {
        String issuer = environment.getProperty("JARVIS_OIDC_ISSUER", "").strip();
        if (issuer.isEmpty()) return Optional.empty();
        return Optional.of(new OidcSettings(
                address(issuer),
                needed(environment, "JARVIS_OIDC_CLIENT_ID"),
                Secret.of(needed(environment, "JARVIS_OIDC_CLIENT_SECRET")),
                environment.getProperty("JARVIS_OIDC_NAME", "Single sign-on")));
    }

    private static String needed(Environment environment, String name) {
        String value = environment.getProperty(name, "").strip();
        if (value.isEmpty())
            throw new SettingRefused(
                    "JARVIS_OIDC_ISSUER is set and %s is not.".formatted(name),
                    "Register Jarvis with the provider and set what it gave you, or set neither.");
        return value;
    }

    /** Whether plain http may be spoken to it is the egress guard's to say. */
    private static String address(String issuer) {
        try {
            URI uri = new URI(issuer);
            if (uri.getHost() != null && List.of("https", "http").contains(String.valueOf(uri.getScheme())))
                return issuer;
        } catch (URISyntaxException e) {
            // said below
        }
        throw new SettingRefused(
                "JARVIS_OIDC_ISSUER is \"%s\", which is no address.".formatted(issuer),
                "Set it to what the provider calls its issuer, for example https://login.example.com.");
    }
}
