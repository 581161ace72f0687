package dev.jarvis.sdk;

import org.jspecify.annotations.Nullable;

/**
 * The OAuth client registered at the platform.
 *
 * @param clientSecret null for a public client
 */
public record OAuthApp(String clientId, @Nullable Secret clientSecret) {
    public OAuthApp {
        if (clientId.isBlank()) throw new IllegalArgumentException("An OAuth app needs its client id");
    }
}
