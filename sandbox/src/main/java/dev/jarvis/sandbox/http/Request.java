package dev.jarvis.sandbox.http;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One request as received.
 *
 * @param path still percent-encoded, without the query
 * @param query without its question mark; empty where there is none
 */
public record Request(String method, String path, String query, Headers headers, byte[] body) {

    public Parameters parameters() {
        return decoded(query);
    }

    public boolean isForm() {
        return headers.mediaType().equalsIgnoreCase("application/x-www-form-urlencoded");
    }

    public Parameters form() {
        return decoded(isForm() ? text() : "");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; a body that is none is a {@link Refusal} with status 400. */
    public JsonNode json() {
        try {
            return Json.read(body);
        } catch (JacksonException e) {
            throw new Refusal(Reply.text(400, "The body is not JSON."));
        }
    }

    /** The same request below a mount point: {@code /x/2/tweets} becomes {@code /2/tweets} for {@code /x}. */
    public Request below(String prefix) {
        return new Request(method, path.substring(prefix.length()), query, headers, body);
    }

    private static Parameters decoded(String encoded) {
        try {
            return Parameters.parse(encoded);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reply.text(400, "A parameter has a broken percent escape."));
        }
    }
}
