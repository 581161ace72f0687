package dev.jarvis.sandbox.oauth;

import java.time.Duration;

/**
 * How one platform's authorization server differs from the next.
 *
 * @param name for the consent page
 * @param basicOnly whether a confidential client must use HTTP Basic at the token endpoint
 * @param pkceRequired whether an authorization request without an S256 challenge is refused
 * @param rotates whether a refresh token is single-use, and its reuse ends every token of its family
 * @param openRevocation whether a token can be revoked without the client's credentials
 * @param sendsIssuer whether the redirect carries {@code iss} (RFC 9207)
 * @param badRefresh the error for a refresh token that is spent, revoked or unknown: X says {@code invalid_request}, where RFC
 *     6749 section 5.2 has {@code invalid_grant}
 * @param codeLifetime how long a code can be exchanged
 */
public record Profile(
        String name,
        Paths paths,
        Offline offline,
        boolean basicOnly,
        boolean pkceRequired,
        boolean rotates,
        boolean openRevocation,
        boolean sendsIssuer,
        String badRefresh,
        Duration codeLifetime) {

    /** Where the endpoints are below the platform's prefix. */
    public record Paths(String authorize, String token, String revoke) {}

    /** How a client asks for a refresh token. */
    public enum Offline {
        SCOPE_OFFLINE_DOT_ACCESS,
        SCOPE_OFFLINE_ACCESS,
        ACCESS_TYPE
    }

    public static Profile x() {
        return new Profile(
                "X",
                new Paths("/i/oauth2/authorize", "/2/oauth2/token", "/2/oauth2/revoke"),
                Offline.SCOPE_OFFLINE_DOT_ACCESS,
                true,
                true,
                true,
                false,
                false,
                "invalid_request",
                Duration.ofSeconds(30));
    }

    public static Profile google() {
        return new Profile(
                "Google",
                new Paths("/o/oauth2/v2/auth", "/token", "/revoke"),
                Offline.ACCESS_TYPE,
                false,
                false,
                false,
                true,
                true,
                "invalid_grant",
                Duration.ofMinutes(10));
    }

    /** A plain OpenID Connect provider for signing in. */
    public static Profile openId() {
        return new Profile(
                "Sandbox ID",
                new Paths("/authorize", "/token", "/revoke"),
                Offline.SCOPE_OFFLINE_ACCESS,
                false,
                false,
                true,
                false,
                true,
                "invalid_grant",
                Duration.ofMinutes(1));
    }

    boolean grantsOffline(AuthorizationRequest request) {
        return switch (offline) {
            case SCOPE_OFFLINE_DOT_ACCESS -> request.scopes().contains("offline.access");
            case SCOPE_OFFLINE_ACCESS -> request.scopes().contains("offline_access");
            case ACCESS_TYPE -> request.accessType().equals("offline");
        };
    }
}
