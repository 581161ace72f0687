package dev.jarvis.sandbox.oauth;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An authorization code; exchanged once, and what it bought is taken back when it comes again (RFC 6749, 4.1.2). */
final class Code {

    final AuthorizationRequest request;
    final String account;
    final Set<String> scopes;
    final Instant expiresAt;

    @Nullable
    Family bought;

    Code(AuthorizationRequest request, String account, Set<String> scopes, Instant expiresAt) {
        this.request = request;
        this.account = account;
        this.scopes = scopes;
        this.expiresAt = expiresAt;
    }
}
