package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Call;
import dev.jarvis.sandbox.http.Header;
import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.http.Request;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An authenticated call. */
record XCall(Call call, XUser user) {

    private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

    Request request() {
        return call.request();
    }

    /** A path variable that must look like an id. */
    String id(String variable) {
        return checkedId(variable, call.variable(variable));
    }

    static String checkedId(String name, String value) {
        if (!ID.matcher(value).matches()) {
            throw XProblem.invalid(name, value, "The `" + name + "` [" + value + "] is not valid");
        }
        return value;
    }

    /** The user of the path, who must be the one calling. */
    XUser self() {
        String id = id("id");
        if (!id.equals(user.id())) {
            throw XProblem.invalid(
                    "id",
                    id,
                    "The `id` query parameter value [" + id + "] must be the same as the authenticating user ["
                            + user.id() + "]");
        }
        return user;
    }

    /** Refuses query parameters the operation does not have, as X does. */
    void allowOnly(Set<String> parameters) {
        for (Header asked : request().parameters().all()) {
            if (!parameters.contains(asked.name())) {
                throw XProblem.invalid(
                        asked.name(),
                        asked.value(),
                        "The query parameter [" + asked.name() + "] is not one of " + parameters);
            }
        }
    }

    /** The JSON body, which may have these fields and no others. */
    ObjectNode body(Set<String> fields) {
        ObjectNode body = object(request().body());
        for (String field : body.propertyNames()) {
            if (!fields.contains(field)) {
                throw XProblem.invalid(
                        field,
                        body.path(field).toString(),
                        "$." + field + ": is not defined in the schema and the schema does not allow additional"
                                + " properties");
            }
        }
        return body;
    }

    /** A field that holds an id, written as text. */
    static String idField(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isString()) {
            throw XProblem.invalid(field, value.toString(), "$." + field + ": is missing or is not a string");
        }
        return checkedId(field, value.stringValue());
    }

    private static ObjectNode object(byte[] body) {
        try {
            if (Json.read(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw XProblem.invalid("body", "", "Your request body is not valid JSON.");
        }
        throw XProblem.invalid("body", "", "Requests with bodies must have content-type of application/json.");
    }

    static Reply data(int status, JsonNode data) {
        return Reply.json(status, Json.object().set("data", data));
    }
}
