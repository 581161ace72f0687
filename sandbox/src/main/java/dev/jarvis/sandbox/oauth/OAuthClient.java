package dev.jarvis.sandbox.oauth;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered application.
 *
 * @param secret null for a public client
 * @param redirectUris compared character by character (RFC 9700, 2.1)
 */
public record OAuthClient(String id, @Nullable String secret, Set<String> redirectUris) {

    public OAuthClient {
        redirectUris = Set.copyOf(redirectUris);
    }

    @Override
    public String toString() {
        return "OAuthClient[" + id + ", " + redirectUris + "]";
    }
}
