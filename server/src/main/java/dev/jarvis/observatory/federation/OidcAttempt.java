package dev.jarvis.observatory.federation;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.sdk.Secret;
import java.util.Optional;

/** One browser on its way to the provider and back; it carries this in a cookie, and nobody else can finish it. */
record OidcAttempt(String state, String nonce, String verifier) {
    static OidcAttempt fresh() {
        return new OidcAttempt(
                Tokens.fresh().reveal(), Tokens.fresh().reveal(), Tokens.fresh().reveal());
    }

    static Optional<OidcAttempt> read(Secret kept) {
        String[] parts = kept.reveal().split("\\.");
        return parts.length == 3 ? Optional.of(new OidcAttempt(parts[0], parts[1], parts[2])) : Optional.empty();
    }

    Secret kept() {
        return Secret.of(String.join(".", state, nonce, verifier));
    }

    String challenge() {
        return CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
                .getValue();
    }

    @Override
    public String toString() {
        return "OidcAttempt[••••]";
    }
}
