package dev.jarvis.platform.crypto;

import java.nio.charset.StandardCharsets;

/**
 * What a sealed value is for. It is part of what is authenticated, so a value copied to a column with another purpose
 * cannot be opened there. The wire names are for ever: renaming a constant or a column changes nothing, changing a wire
 * name makes every stored value unreadable.
 */
public enum Purpose {
    /** The credentials of a connected account. */
    INTEGRATION_CREDENTIALS("integration-credentials"),
    /** The client secret of an observatory's own OAuth app. */
    OAUTH_CLIENT_SECRET("oauth-client-secret"),
    /** The PKCE verifier of a connect session under way. */
    CODE_VERIFIER("code-verifier"),
    /** The shared secret of an incoming webhook. */
    WEBHOOK_SECRET("webhook-secret"),
    /** A piece of a file given ahead of an act; gone within a day, so the rotation of keys leaves it out. */
    UPLOAD("upload"),
    /** A secret of the whole instance, such as the client secret for signing in by OpenID Connect. */
    INSTANCE_SECRET("instance-secret"),
    /** An observatory's keyset under the master key. */
    DATA_KEYSET("data-keyset"),
    /** The value that proves that the master key is the one this database was sealed with. */
    KEY_CHECK("key-check");

    private final String wireName;

    Purpose(String wireName) {
        this.wireName = wireName;
    }

    byte[] wireName() {
        return wireName.getBytes(StandardCharsets.US_ASCII);
    }
}
