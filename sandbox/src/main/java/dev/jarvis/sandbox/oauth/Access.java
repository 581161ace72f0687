package dev.jarvis.sandbox.oauth;

import java.time.Instant;
import java.util.Set;

/** What an access token stands for. */
public record Access(String clientId, String account, Set<String> scopes, Instant expiresAt) {

    public Access {
        scopes = Set.copyOf(scopes);
    }
}
