package dev.jarvis.sandbox.effects;

import dev.jarvis.sandbox.http.Answer;
import dev.jarvis.sandbox.http.Handler;
import dev.jarvis.sandbox.http.Header;
import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.http.Request;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers any request with what it was. */
public final class Echo implements Handler {

    @Override
    public Answer answer(Request request) {
        ObjectNode json = Json.object()
                .put("method", request.method())
                .put("path", request.path())
                .put("query", request.query())
                .put("body", request.text());
        ArrayNode headers = json.putArray("headers");
        for (Header header : request.headers().all()) {
            headers.add(Json.object().put("name", header.name()).put("value", header.value()));
        }
        return Reply.json(200, json);
    }
}
