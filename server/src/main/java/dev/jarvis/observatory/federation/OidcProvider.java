package dev.jarvis.observatory.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The OpenID provider, found by its issuer (OpenID Connect Discovery 1.0) and asked by the code flow with PKCE. */
final class OidcProvider {
    private static final Duration DESCRIPTION_KEPT = Duration.ofMinutes(10);
    private final OidcSettings settings;
    private final Http http;
    private volatile @Nullable Description description;

    private record Description(OIDCProviderMetadata metadata, ProviderKeys keys, long at) {}

    OidcProvider(OidcSettings settings, Http http) {
        this.settings = settings;
        this.http = http;
    }

    String name() {
        return settings.name();
    }

    /** Where the browser goes to sign in. */
    URI entrance(OidcAttempt attempt, String redirectUri) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("response_type", "code");
        asked.put("client_id", settings.clientId());
        asked.put("redirect_uri", redirectUri);
        asked.put("scope", "openid email");
        asked.put("state", attempt.state());
        asked.put("nonce", attempt.nonce());
        asked.put("code_challenge", attempt.challenge());
        asked.put("code_challenge_method", "S256");
        String endpoint = describe().metadata().getAuthorizationEndpointURI().toString();
        return URI.create(endpoint + (endpoint.contains("?") ? "&" : "?") + Request.encode(asked));
    }

    /** @throws Problem 401 when the provider does not vouch for the one who brings the code */
    IDTokenClaimsSet redeem(String code, OidcAttempt attempt, String redirectUri) {
        Description now = describe();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri);
        form.put("code_verifier", attempt.verifier());
        Request request = Request.post(now.metadata().getTokenEndpointURI())
                .basic(settings.clientId(), settings.clientSecret())
                .form(form)
                .as(Request.Kind.TOKEN);
        Reply reply = Fetched.reply(http, request);
        return validated(reply.ok() ? idToken(reply) : "", attempt, now);
    }

    private static String idToken(Reply reply) {
        try {
            return reply.json().path("id_token").asString("");
        } catch (PlatformException e) {
            throw Fetched.unreadable("the token endpoint's answer is no JSON", e);
        }
    }

    private IDTokenClaimsSet validated(String token, OidcAttempt attempt, Description now) {
        try {
            JWT jwt = JWTParser.parse(token);
            IDTokenValidator validator = new IDTokenValidator(
                    new Issuer(settings.issuer()),
                    new ClientID(settings.clientId()),
                    new JWSVerificationKeySelector<>(ProviderKeys.ALGORITHMS, now.keys()),
                    null);
            return validator.validate(jwt, new Nonce(attempt.nonce()));
        } catch (java.text.ParseException | BadJOSEException | JOSEException e) {
            throw Problem.of(401, "not-vouched-for", "The provider did not vouch for you. Try to sign in again.");
        }
    }

    private Description describe() {
        Description now = description;
        if (now == null || System.nanoTime() - now.at() > DESCRIPTION_KEPT.toNanos()) {
            OIDCProviderMetadata metadata = discover();
            now = new Description(metadata, new ProviderKeys(http, metadata.getJWKSetURI()), System.nanoTime());
            description = now;
        }
        return now;
    }

    /** The document must say of itself that it is this issuer's (Discovery, section 4.3). */
    private OIDCProviderMetadata discover() {
        URI address = URI.create(settings.issuer().replaceAll("/$", "") + "/.well-known/openid-configuration");
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(
                    Fetched.from(http, Request.get(address)).text());
            if (metadata.getIssuer().getValue().equals(settings.issuer())) return metadata;
        } catch (ParseException e) {
            throw Fetched.unreadable(address + " describes no OpenID provider", e);
        }
        throw Fetched.unreadable(address + " describes another issuer", null);
    }
}
