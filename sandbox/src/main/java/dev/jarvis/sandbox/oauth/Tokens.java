package dev.jarvis.sandbox.oauth;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the token endpoint hands out. */
public record Tokens(
        String accessToken, @Nullable String refreshToken, long expiresInSeconds, Set<String> scopes, String account) {

    @Override
    public String toString() {
        return "Tokens[" + account + ", " + scopes + "]";
    }
}
