package dev.jarvis.observatory;

import dev.jarvis.platform.web.CappedBody;
import org.springframework.http.HttpMethod;

/**
 * One row of the authorisation table. A handler without a row is refused, and a row without a handler fails the build.
 *
 * <pre>{@code
 * Route.post("/api/rules/{id}/run").by(Permission.ACT, "rules")
 * }</pre>
 *
 * @param pattern exactly as the handler's mapping says it
 * @param scope what a key with scopes needs; {@code actions:{platform}/{action}} takes its parts from the path. A key's
 *     scope also grants what lies below it: {@code actions}, {@code actions:twitter}, {@code actions:twitter/tweet}
 * @param proof whether whoever calls must have proved anew, in the last minutes, who they are
 * @param mostBytes what the body may have
 */
public record Route(HttpMethod method, String pattern, Who who, String scope, Proof proof, long mostBytes) {
    private static final String NO_KEY = "";

    public enum Proof {
        NONE,
        /** A stolen session is not enough; a key is, for it was made by a person who gave the proof. */
        OF_SESSIONS,
        /** And no key will do. */
        OF_PEOPLE
    }

    public static Open get(String pattern) {
        return new Open(HttpMethod.GET, pattern);
    }

    public static Open post(String pattern) {
        return new Open(HttpMethod.POST, pattern);
    }

    public static Open put(String pattern) {
        return new Open(HttpMethod.PUT, pattern);
    }

    public static Open patch(String pattern) {
        return new Open(HttpMethod.PATCH, pattern);
    }

    public static Open delete(String pattern) {
        return new Open(HttpMethod.DELETE, pattern);
    }

    /** A row that does not say yet whom it lets in. */
    public record Open(HttpMethod method, String pattern) {
        /** Machines and any page: webhooks, callbacks, what is public. */
        public Route byAnyone() {
            return new Route(method, pattern, new Who.Anyone(false), NO_KEY, Proof.NONE, CappedBody.USUAL);
        }

        /** Nobody needs to be known, but a browser must come from a page of ours. */
        public Route byVisitors() {
            return new Route(method, pattern, new Who.Anyone(true), NO_KEY, Proof.NONE, CappedBody.USUAL);
        }

        public Route byAnyPerson() {
            return new Route(method, pattern, new Who.AnyPerson(), NO_KEY, Proof.NONE, CappedBody.USUAL);
        }

        public Route bySuperadmin() {
            return new Route(method, pattern, new Who.Superadmin(), NO_KEY, Proof.NONE, CappedBody.USUAL);
        }

        public Route byCommandLine() {
            return new Route(method, pattern, new Who.CommandLine(), NO_KEY, Proof.NONE, CappedBody.USUAL);
        }

        /** @param scope what a key with scopes needs for it; never empty */
        public Route by(Permission permission, String scope) {
            if (scope.isBlank()) throw new IllegalArgumentException("The route " + pattern + " needs a scope");
            return new Route(method, pattern, new Who.Member(permission), scope, Proof.NONE, CappedBody.USUAL);
        }
    }

    public Route afterStepUp() {
        return new Route(method, pattern, who, scope, Proof.OF_PEOPLE, mostBytes);
    }

    public Route afterStepUpOfSessions() {
        return new Route(method, pattern, who, scope, Proof.OF_SESSIONS, mostBytes);
    }

    public Route withBodyUpTo(long bytes) {
        return new Route(method, pattern, who, scope, proof, bytes);
    }

    /** A request of a browser's session changes something, so it must carry the session's CSRF token. */
    public boolean writes() {
        return !method.equals(HttpMethod.GET);
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
