package dev.jarvis.integration;

import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why an act did not succeed, as the ledger keeps it.
 *
 * @param code stable, kebab-case
 * @param words what the platform said and what to do now
 * @param platformStatus the platform's HTTP status, 0 where there was none
 * @param retryAfterSeconds how long to wait, null where nobody says
 */
public record Failure(
        String code,
        ErrorKind kind,
        String words,
        int platformStatus,
        @Nullable Long retryAfterSeconds) {
    static Failure of(PlatformException e) {
        Duration wait = e.retryAfter();
        return new Failure(code(e.kind()), e.kind(), e.words(), e.status(), wait == null ? null : wait.toSeconds());
    }

    /** A fault of ours inside a connector: not the platform's words, and not the caller's input. */
    static Failure fault(String platform) {
        return new Failure(
                "connector-fault",
                ErrorKind.PERMANENT,
                "The %s connector failed in a way it should not. The server's log says more.".formatted(platform),
                0,
                null);
    }

    /** How it is answered over HTTP; the one table of codes and statuses for whatever a platform refuses. */
    public Problem problem() {
        Problem problem = Problem.of(status(kind), code, words).with("platformStatus", platformStatus);
        return retryAfterSeconds == null ? problem : problem.retryAfter(Duration.ofSeconds(retryAfterSeconds));
    }

    private static int status(ErrorKind kind) {
        return switch (kind) {
            case AUTH_EXPIRED, AUTH_REVOKED, SCOPE_MISSING, CONFLICT -> 409;
            case RATE_LIMITED, QUOTA -> 429;
            case NOT_FOUND -> 404;
            case VALIDATION -> 422;
            case TRANSIENT, PERMANENT, NOT_SENT, NO_ANSWER -> 502;
        };
    }

    private static String code(ErrorKind kind) {
        return switch (kind) {
            case AUTH_EXPIRED, AUTH_REVOKED -> "needs-reauth";
            case SCOPE_MISSING -> "scope-missing";
            case RATE_LIMITED -> "platform-rate-limited";
            case QUOTA -> "platform-quota";
            case NOT_FOUND -> "platform-not-found";
            case CONFLICT -> "platform-conflict";
            case VALIDATION -> "platform-rejected";
            case TRANSIENT -> "platform-trouble";
            case PERMANENT -> "platform-refused";
            case NOT_SENT -> "platform-unreachable";
            case NO_ANSWER -> "no-answer";
        };
    }
}
