package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Refusal;
import dev.jarvis.sandbox.http.Reply;
import tools.jackson.databind.node.ObjectNode;

/** Error replies in X's own shapes. Those without a page of their own have the type {@code about:blank}. */
final class XProblem {

    private static final String TYPES = "https://api.x.com/2/problems/";

    private XProblem() {}

    static Refusal unauthorized() {
        return blank(401, "Unauthorized", "Unauthorized");
    }

    static Refusal forbidden(String detail) {
        return blank(403, "Forbidden", detail);
    }

    static Refusal invalid(String parameter, String value, String message) {
        ObjectNode error = Json.object().put("message", message);
        error.set("parameters", Json.object().set(parameter, Json.array().add(value)));
        ObjectNode problem = Json.object()
                .put("title", "Invalid Request")
                .put("detail", "One or more parameters to your request was invalid.")
                .put("type", TYPES + "invalid-request");
        return refusal(400, problem.set("errors", Json.array().add(error)));
    }

    static Refusal notFound(String resource, String parameter, String value) {
        return refusal(404, missing(resource, parameter, value).put("status", 404));
    }

    /** X answers a look-up of something that is not there with status 200 and an {@code errors} list. */
    static Reply nothingFound(String resource, String parameter, String value) {
        return Reply.json(200, Json.object().set("errors", Json.array().add(missing(resource, parameter, value))));
    }

    static Refusal tooMany() {
        return blank(429, "Too Many Requests", "Too Many Requests");
    }

    private static ObjectNode missing(String resource, String parameter, String value) {
        return Json.object()
                .put("value", value)
                .put("detail", "Could not find " + resource + " with " + parameter + ": [" + value + "].")
                .put("title", "Not Found Error")
                .put("resource_type", resource)
                .put("parameter", parameter)
                .put("resource_id", value)
                .put("type", TYPES + "resource-not-found");
    }

    private static Refusal blank(int status, String title, String detail) {
        return refusal(
                status,
                Json.object()
                        .put("title", title)
                        .put("type", "about:blank")
                        .put("status", status)
                        .put("detail", detail));
    }

    private static Refusal refusal(int status, ObjectNode body) {
        return new Refusal(Reply.of(status, "application/problem+json", Json.write(body)));
    }
}
