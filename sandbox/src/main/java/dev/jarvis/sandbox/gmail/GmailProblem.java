package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Refusal;
import dev.jarvis.sandbox.http.Reply;
import tools.jackson.databind.node.ObjectNode;

/** Error replies in the shape all Google APIs share. */
final class GmailProblem {

    private GmailProblem() {}

    static Refusal unauthenticated() {
        return of(
                401,
                "UNAUTHENTICATED",
                "authError",
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
                        + " valid authentication credential.");
    }

    static Refusal scopeMissing() {
        return of(
                403, "PERMISSION_DENIED", "insufficientPermissions", "Request had insufficient authentication scopes.");
    }

    static Refusal delegationDenied(String user) {
        return of(403, "PERMISSION_DENIED", "forbidden", "Delegation denied for " + user);
    }

    static Refusal invalid(String message) {
        return of(400, "INVALID_ARGUMENT", "invalidArgument", message);
    }

    static Refusal notFound() {
        return of(404, "NOT_FOUND", "notFound", "Requested entity was not found.");
    }

    static Refusal exists(String message) {
        return of(409, "ABORTED", "aborted", message);
    }

    private static Refusal of(int code, String status, String reason, String message) {
        ObjectNode detail =
                Json.object().put("message", message).put("domain", "global").put("reason", reason);
        ObjectNode error =
                Json.object().put("code", code).put("message", message).put("status", status);
        error.set("errors", Json.array().add(detail));
        return new Refusal(Reply.json(code, Json.object().set("error", error)));
    }
}
