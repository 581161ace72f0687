package dev.jarvis.integration;

import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.OAuthApp;
import dev.jarvis.sdk.Secret;
import java.util.Optional;

/**
 * The OAuth app that credentials were issued to, kept sealed among them: a refresh token is bound to its client, so that
 * one alone can renew and revoke it (RFC 6749 sections 6 and 10.4, RFC 7009 section 2.1).
 */
public final class IssuedTo {
    private static final String CLIENT_ID = "client_id";

    public static Credentials mark(Credentials granted, OAuthApp app) {
        return granted.with(CLIENT_ID, Secret.of(app.clientId()));
    }

    /** Empty for keys, and for what was granted before this was kept. */
    static Optional<String> of(Credentials credentials) {
        return credentials.find(CLIENT_ID).map(Secret::reveal);
    }

    private IssuedTo() {}
}
