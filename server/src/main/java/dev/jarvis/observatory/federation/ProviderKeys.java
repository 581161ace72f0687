package dev.jarvis.observatory.federation;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.jarvis.sdk.Http;
import dev.jarvis.sdk.Request;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a provider publishes. Kept for some minutes, and fetched anew for a key that is not among them, but not
 * more often than every half minute, so that made-up keys cause no storm.
 */
final class ProviderKeys implements JWKSource<SecurityContext> {
    /** Signatures by a key pair; a shared secret is never taken from a published set. */
    static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.EdDSA);

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private final Http http;
    private final URI address;
    private volatile @Nullable Known known;

    private record Known(JWKSet keys, long at) {
        boolean olderThan(Duration age) {
            return System.nanoTime() - at > age.toNanos();
        }
    }

    ProviderKeys(Http http, URI address) {
        this.http = http;
        this.address = address;
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        List<JWK> found = selector.select(keys(KEPT));
        return found.isEmpty() ? selector.select(keys(PAUSE)) : found;
    }

    private JWKSet keys(Duration age) {
        Known now = known;
        if (now == null || now.olderThan(age)) {
            now = new Known(fetch(), System.nanoTime());
            known = now;
        }
        return now.keys();
    }

    private JWKSet fetch() {
        try {
            return JWKSet.parse(Fetched.from(http, Request.get(address)).text());
        } catch (ParseException e) {
            throw Fetched.unreadable(address + " holds no keys", e);
        }
    }
}
