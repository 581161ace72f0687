package dev.jarvis.observatory.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Access tokens of Supabase Auth, checked by the project's secret ({@code JARVIS_SUPABASE_JWT_SECRET}, HS256) or by the
 * keys that {@code JARVIS_SUPABASE_URL} publishes. See
 * <a href="https://supabase.com/docs/guides/auth/jwts">Supabase, JWTs</a>.
 */
public final class SupabaseTokens {
    private static final String AUDIENCE = "authenticated";
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    private SupabaseTokens(JWSKeySelector<SecurityContext> keys, @Nullable String issuer) {
        processor.setJWSKeySelector(keys);
        JWTClaimsSet.Builder exactly = new JWTClaimsSet.Builder();
        if (issuer != null) exactly.issuer(issuer);
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(AUDIENCE, exactly.build(), Set.of("sub", "exp")));
    }

    /** Empty where neither is set. */
    static Optional<SupabaseTokens> of(Environment environment, Http http) {
        String url = environment.getProperty("JARVIS_SUPABASE_URL", "").strip().replaceAll("/$", "");
        String secret =
                environment.getProperty("JARVIS_SUPABASE_JWT_SECRET", "").strip();
        String issuer = url.isEmpty() ? null : url + "/auth/v1";
        if (!secret.isEmpty()) return Optional.of(new SupabaseTokens(shared(secret), issuer));
        if (issuer == null) return Optional.empty();
        ProviderKeys keys = new ProviderKeys(http, URI.create(issuer + "/.well-known/jwks.json"));
        return Optional.of(new SupabaseTokens(new JWSVerificationKeySelector<>(ProviderKeys.ALGORITHMS, keys), issuer));
    }

    private static JWSKeySelector<SecurityContext> shared(String secret) {
        return new JWSVerificationKeySelector<>(
                JWSAlgorithm.HS256, new ImmutableSecret<>(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** The id in Supabase Auth of whom the token was given to; empty when it is not valid. */
    public Optional<UUID> subject(Secret token) {
        try {
            return Optional.of(
                    UUID.fromString(processor.process(token.reveal(), null).getSubject()));
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
