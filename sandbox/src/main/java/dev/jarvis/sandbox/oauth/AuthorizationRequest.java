package dev.jarvis.sandbox.oauth;

import dev.jarvis.sandbox.http.Parameters;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client asks for at the authorization endpoint. */
record AuthorizationRequest(
        String responseType,
        String clientId,
        String redirectUri,
        Set<String> scopes,
        @Nullable String state,
        @Nullable String challenge,
        String challengeMethod,
        @Nullable String nonce,
        String accessType,
        String prompt,
        boolean incremental) {

    static AuthorizationRequest of(Parameters asked) {
        return new AuthorizationRequest(
                asked.first("response_type", ""),
                asked.first("client_id", ""),
                asked.first("redirect_uri", ""),
                scopes(asked.first("scope", "")),
                asked.first("state"),
                asked.first("code_challenge"),
                asked.first("code_challenge_method", "plain"),
                asked.first("nonce"),
                asked.first("access_type", "online"),
                asked.first("prompt", ""),
                asked.first("include_granted_scopes", "false").equals("true"));
    }

    static Set<String> scopes(String spaced) {
        Set<String> scopes = new LinkedHashSet<>();
        for (String scope : spaced.split(" ")) {
            if (!scope.isBlank()) {
                scopes.add(scope);
            }
        }
        return scopes;
    }
}
