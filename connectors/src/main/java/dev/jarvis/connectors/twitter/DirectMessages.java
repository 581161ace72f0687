package dev.jarvis.connectors.twitter;

import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.ActivityType;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.Effect;
import dev.jarvis.sdk.InvalidInput;
import dev.jarvis.sdk.Request;
import dev.jarvis.sdk.Risk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Words for one person only. */
final class DirectMessages {
    record NewMessage(
            @Describe(
                    value = "Who gets it: a name or an id at X.",
                    example = "@acme",
                    pattern = "^(@[A-Za-z0-9_]{1,15}|[0-9]{1,19})$")
            String to,

            @Describe(value = "What to say.", minLength = 1, maxLength = 10000, format = "multiline")
            String text) {
        NewMessage {
            if (text.isBlank()) throw new InvalidInput("text", "Say something");
        }
    }

    record Sent(
            @Describe("The message's id at X.") String id,
            @Describe("The conversation it is in.") String conversationId) {}

    /** A message carries no mark of ours and the same words may be meant twice, so a lost answer is for a person. */
    static final Action<TwitterIntegration, NewMessage, Sent> SEND = Action.on(
                    TwitterIntegration.class, "direct-message", NewMessage.class, Sent.class)
            .titled("Direct message", "Sends a private message to one person.")
            .logged(ActivityType.MESSAGE, message -> "Messaged " + message.to())
            .risk(Risk.MEDIUM)
            .scopes("tweet.read", "users.read", "dm.read", "dm.write")
            .effect(new Effect.Unsafe<>())
            .runs(DirectMessages::send);

    private DirectMessages() {}

    private static Sent send(TwitterIntegration x, NewMessage message, Call call) {
        String path = "/2/dm_conversations/with/" + recipient(x, message.to()) + "/messages";
        JsonNode data = x.data(Request.post(x.at(path))
                .json(JsonNodeFactory.instance.objectNode().put("text", message.text())));
        return new Sent(
                data.path("dm_event_id").asString(""),
                data.path("dm_conversation_id").asString(""));
    }

    private static String recipient(TwitterIntegration x, String to) {
        return to.startsWith("@")
                ? x.data(Request.get(x.at(Profiles.byName(to)))).path("id").asString("")
                : to;
    }
}
