package dev.jarvis.connectors.example;

import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.ActivityType;
import dev.jarvis.sdk.BaseIntegration;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Connector;
import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.Effect;
import dev.jarvis.sdk.Request;
import dev.jarvis.sdk.Risk;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

public final class NtfyConnector implements Connector {
    record Notification(
            @Describe(
                    value = "Who has subscribed to it gets it.",
                    example = "acme-orders",
                    pattern = "^[-_A-Za-z0-9]{1,64}$")
            String topic,

            @Describe(value = "What to say.", minLength = 1, maxLength = 4000, format = "multiline")
            String message) {}

    record Published(@Describe("The message's id at ntfy.") String id) {}

    static final Action<NtfyIntegration, Notification, Published> PUBLISH = Action.on(
                    NtfyIntegration.class, "publish", Notification.class, Published.class)
            .titled("Notify", "Sends a notification to everyone who has subscribed to a topic.")
            .logged(ActivityType.MESSAGE, notification -> "Notified " + notification.topic())
            .risk(Risk.MEDIUM)
            .effect(new Effect.Unsafe<>())
            .runs(NtfyConnector::publish);

    @Override
    public List<Action<?, ?, ?>> actions() {
        return List.of(PUBLISH);
    }

    @Override
    public BaseIntegration create() {
        return new NtfyIntegration();
    }

    private static Published publish(NtfyIntegration ntfy, Notification notification, Call call) {
        JsonNode sent = ntfy.ask(Request.post(ntfy.root())
                .json(JsonNodeFactory.instance
                        .objectNode()
                        .put("topic", notification.topic())
                        .put("message", notification.message())));
        return new Published(sent.path("id").asString(""));
    }
}
