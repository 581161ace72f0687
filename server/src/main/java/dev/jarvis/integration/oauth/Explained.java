package dev.jarvis.integration.oauth;

import dev.jarvis.integration.Platform;
import dev.jarvis.sdk.PlatformException;
import java.util.Objects;

/** A platform's no during a connect flow, in words that say what to do. */
final class Explained {
    private static final int LONGEST_WORDS = 200;

    /** The error codes of RFC 6749 section 4.1.2.1. What else a browser brought along is quoted only in plain letters. */
    static ConnectSession.Failure error(Platform platform, Returned returned) {
        String name = platform.name();
        return switch (Objects.requireNonNull(returned.error())) {
            case "access_denied" ->
                new ConnectSession.Failure(
                        "access-denied", name + " was told not to give access.", "Connect again and allow it.");
            case "invalid_scope" ->
                new ConnectSession.Failure(
                        "invalid-scope",
                        name + " does not grant the scopes that were asked for.",
                        "Enable them for the OAuth app at the platform, or choose fewer.");
            case "unauthorized_client", "invalid_client", "invalid_request", "unsupported_response_type" ->
                new ConnectSession.Failure(
                        "app-misconfigured",
                        "%s does not accept the OAuth app: %s.".formatted(name, said(returned)),
                        "Check its client id, its type, and that the redirect URI stands there letter by letter.");
            case "server_error", "temporarily_unavailable" ->
                new ConnectSession.Failure(
                        "platform-in-trouble", name + " has trouble of its own.", "Try again in a few minutes.");
            default ->
                new ConnectSession.Failure(
                        "refused", "%s refused: %s.".formatted(name, said(returned)), "Try again under Connections.");
        };
    }

    private static String said(Returned returned) {
        String words = returned.errorDescription() == null
                ? String.valueOf(returned.error())
                : returned.error() + ", " + returned.errorDescription();
        String plain = words.replaceAll("[^\\p{L}\\p{N} ,._:'-]", " ").strip();
        return plain.length() > LONGEST_WORDS ? plain.substring(0, LONGEST_WORDS) + "…" : plain;
    }

    static ConnectSession.Failure refusal(Platform platform, PlatformException e) {
        return e.kind().passes()
                ? new ConnectSession.Failure("platform-in-trouble", e.words(), "Try again in a few minutes.")
                : new ConnectSession.Failure(
                        "connection-refused",
                        "%s did not accept it: %s".formatted(platform.name(), e.words()),
                        "Check the OAuth app under Connections, then start again.");
    }

    private Explained() {}
}
