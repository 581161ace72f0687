package dev.jarvis.sdk;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A platform's no, read by the manifest's error rules: what it means, in the platform's words, and how long to wait. */
final class Refusal {
    private static final int LONGEST_WORDS = 400;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]+");
    /** Where platforms put their words: X, problem details (RFC 9457), Google, OAuth (RFC 6749). The fullest comes first. */
    private static final String[] WORDS = {
        "/errors/0/message",
        "/errors/0/detail",
        "/detail",
        "/error/message",
        "/error_description",
        "/message",
        "/title",
        "/errors/0/title",
        "/error"
    };

    private final Manifest manifest;
    private final Reply reply;
    private final JsonNode body;

    Refusal(Manifest manifest, Reply reply) {
        this.manifest = manifest;
        this.reply = reply;
        this.body = body(reply);
    }

    /** A 2xx refuses only where a rule names that status: a body beside good data may well speak of errors. */
    static boolean is(Manifest manifest, Reply reply) {
        if (!reply.ok()) return true;
        if (manifest.errors().stream().noneMatch(rule -> rule.status() == reply.status())) return false;
        Refusal read = new Refusal(manifest, reply);
        return manifest.errors().stream().anyMatch(rule -> rule.status() == reply.status() && read.fits(rule));
    }

    PlatformException exception(Instant now, boolean renewable) {
        Optional<Manifest.ErrorRule> rule =
                manifest.errors().stream().filter(this::fits).findFirst();
        ErrorKind kind = renewableOrRevoked(rule.map(Manifest.ErrorRule::kind).orElseGet(this::byStatus), renewable);
        String next = rule.map(Manifest.ErrorRule::message).orElseGet(() -> next(kind));
        String words = words();
        String said = words.isEmpty() ? "" : ": " + words;
        return new PlatformException(
                kind,
                "%s answered %d%s%s"
                        .formatted(manifest.name(), reply.status(), said, next.isEmpty() ? "" : " — " + next),
                reply.status(),
                RetryAfter.of(reply, words, now).orElse(null),
                null);
    }

    /** Where nothing can be refreshed, a token that is no longer good can only be replaced by a person. */
    private static ErrorKind renewableOrRevoked(ErrorKind kind, boolean renewable) {
        return kind == ErrorKind.AUTH_EXPIRED && !renewable ? ErrorKind.AUTH_REVOKED : kind;
    }

    private boolean fits(Manifest.ErrorRule rule) {
        if (rule.status() != 0 && rule.status() != reply.status()) return false;
        if (rule.path() == null) return true;
        JsonNode found = body.at(rule.path());
        return rule.equals() == null ? !found.isMissingNode() : rule.equals().equals(found.asString(""));
    }

    private ErrorKind byStatus() {
        return switch (reply.status()) {
            case 400, 405, 406, 411, 413, 414, 415, 422 -> ErrorKind.VALIDATION;
            case 401 -> ErrorKind.AUTH_EXPIRED;
            case 402 -> ErrorKind.QUOTA;
            case 404, 410 -> ErrorKind.NOT_FOUND;
            case 409, 412 -> ErrorKind.CONFLICT;
            case 408, 425 -> ErrorKind.TRANSIENT;
            case 429 -> ErrorKind.RATE_LIMITED;
            default -> reply.status() >= 500 ? ErrorKind.TRANSIENT : ErrorKind.PERMANENT;
        };
    }

    private static String next(ErrorKind kind) {
        return switch (kind) {
            case AUTH_EXPIRED, AUTH_REVOKED -> "connect the account again";
            case SCOPE_MISSING -> "connect the account again and grant what is missing";
            case RATE_LIMITED -> "wait, then try again";
            case TRANSIENT -> "trouble at the platform that should pass";
            case QUOTA, NOT_FOUND, CONFLICT, VALIDATION, PERMANENT, NOT_SENT, NO_ANSWER -> "";
        };
    }

    private String words() {
        return Stream.of(WORDS)
                .map(path -> body.at(path).asString(""))
                .map(words -> UNPRINTABLE.matcher(words).replaceAll(" ").strip())
                .filter(words -> !words.isEmpty())
                .map(words -> words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "…")
                .findFirst()
                .orElse("");
    }

    private static JsonNode body(Reply reply) {
        try {
            return reply.json();
        } catch (PlatformException notJson) {
            return MissingNode.getInstance();
        }
    }
}
