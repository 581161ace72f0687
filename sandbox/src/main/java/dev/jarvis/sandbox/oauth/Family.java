package dev.jarvis.sandbox.oauth;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All tokens that descend from one consent. */
final class Family {

    final String clientId;
    final String account;
    final Set<String> scopes;
    final Set<String> accessTokens = new HashSet<>();

    @Nullable
    String refreshToken;

    boolean revoked;

    Family(String clientId, String account, Set<String> scopes) {
        this.clientId = clientId;
        this.account = account;
        this.scopes = scopes;
    }
}
