package dev.jarvis.sandbox;

import dev.jarvis.sandbox.oauth.OAuthClient;
import dev.jarvis.sandbox.x.OAuth1Keys;
import dev.jarvis.sandbox.x.XPlatform;
import java.util.Set;

/** What a fresh sandbox accepts, so that a demo needs no registration. None of it is a secret. */
public final class Credentials {

    public static final String X_CLIENT_ID = "sandbox-x-client";
    public static final String X_CLIENT_SECRET = "sandbox-x-client-secret";
    public static final String X_API_KEY = "sandbox-x-api-key";
    public static final String X_API_SECRET = "sandbox-x-api-secret";
    public static final String GOOGLE_CLIENT_ID = "sandbox-google-client";
    public static final String GOOGLE_CLIENT_SECRET = "sandbox-google-client-secret";
    public static final String OPENID_CLIENT_ID = "sandbox-openid-client";
    public static final String OPENID_CLIENT_SECRET = "sandbox-openid-client-secret";

    private Credentials() {}

    /** OAuth 1.0a keys for an account of X, by its handle without the at sign: {@code acme_labs} or {@code acme_support}. */
    public static OAuth1Keys x(String handle) {
        String account = XPlatform.accounts().stream()
                .filter(known -> known.detail().equals("@" + handle))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The sandbox has no X account @" + handle + "."))
                .id();
        String token = account + "-sandbox-" + handle;
        return new OAuth1Keys(X_API_KEY, X_API_SECRET, token, token + "-secret", account);
    }

    public static OAuthClient xClient(Set<String> redirectUris) {
        return new OAuthClient(X_CLIENT_ID, X_CLIENT_SECRET, redirectUris);
    }

    public static OAuthClient googleClient(Set<String> redirectUris) {
        return new OAuthClient(GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, redirectUris);
    }

    public static OAuthClient openIdClient(Set<String> redirectUris) {
        return new OAuthClient(OPENID_CLIENT_ID, OPENID_CLIENT_SECRET, redirectUris);
    }
}
