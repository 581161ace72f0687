package dev.jarvis.connectors.http;

import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

record Answered(
        @Describe("The HTTP status.") int status,

        @Describe("The answer: what its JSON holds, or its text.")
        JsonNode body) {
    static Answered of(Reply reply) {
        try {
            JsonNode json = reply.json();
            return new Answered(reply.status(), json.isMissingNode() ? JsonNodeFactory.instance.nullNode() : json);
        } catch (PlatformException notJson) {
            return new Answered(reply.status(), JsonNodeFactory.instance.stringNode(reply.text()));
        }
    }
}
