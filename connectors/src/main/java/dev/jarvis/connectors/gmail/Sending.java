package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.ActivityType;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.Effect;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Risk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A mail that leaves at once. */
final class Sending {
    record Sent(
            @Describe("The mail's id at Gmail.") String id,
            @Describe("The conversation it is in.") String threadId,

            @Describe(value = "Where to see it.", format = "uri")
            String url) {
        static Sent of(GmailIntegration gmail, JsonNode message) {
            String id = message.path("id").asString("");
            if (id.isEmpty())
                throw new PlatformException(ErrorKind.NO_ANSWER, "Gmail took the mail and did not say under which id");
            String account = URLEncoder.encode(gmail.address(), StandardCharsets.UTF_8);
            return new Sent(
                    id,
                    message.path("threadId").asString(id),
                    "https://mail.google.com/mail/?authuser=%s#all/%s".formatted(account, id));
        }
    }

    static final Action<GmailIntegration, NewMail, Sent> SEND = Action.on(
                    GmailIntegration.class, "send", NewMail.class, Sent.class)
            .titled("Send mail", "Sends a mail, with files and images, as a new one or as an answer in a conversation.")
            .logged(ActivityType.EMAIL, NewMail::headline)
            .risk(Risk.MEDIUM)
            .scopes(GmailScopes.SEND)
            .effect(new Effect.Reconcilable<>(Sending::find))
            .runs(Sending::send);

    private Sending() {}

    private static Sent send(GmailIntegration gmail, NewMail mail, Call call) {
        Optional<Earlier> answered = Earlier.of(gmail, mail);
        Mime mime = MimeMail.of(gmail.address(), mail, answered, call);
        String threadId = answered.map(Earlier::threadId).orElse(mail.threadId());
        return Sent.of(gmail, mime.leaving(bytes -> gmail.ask(Outgoing.message(gmail, bytes, threadId))));
    }

    private static Optional<Sent> find(GmailIntegration gmail, NewMail mail, Call call) {
        return Marker.find(gmail, call).map(message -> Sent.of(gmail, message));
    }
}
