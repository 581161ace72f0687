package dev.jarvis.observatory.session;

import java.util.Locale;

/** By what a session began. */
public enum Method {
    PASSWORD,
    PASSKEY,
    OIDC,
    SETUP,
    RESET;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
