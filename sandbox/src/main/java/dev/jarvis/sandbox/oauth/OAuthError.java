package dev.jarvis.sandbox.oauth;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Refusal;
import dev.jarvis.sandbox.http.Reply;

/** Error replies of the token endpoint (RFC 6749, 5.2). */
final class OAuthError {

    private OAuthError() {}

    static Refusal invalidGrant(String why) {
        return of(400, "invalid_grant", why);
    }

    static Refusal invalidRequest(String why) {
        return of(400, "invalid_request", why);
    }

    static Refusal invalidClient(String why) {
        return of(401, "invalid_client", why);
    }

    static Refusal of(int status, String code, String why) {
        Reply reply = Reply.json(status, Json.object().put("error", code).put("error_description", why));
        return new Refusal(status == 401 ? reply.with("WWW-Authenticate", "Basic realm=\"sandbox\"") : reply);
    }
}
