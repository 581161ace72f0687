package dev.jarvis.connectors.gmail;

import dev.jarvis.connectors.gmail.Sending.Sent;
import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.ActivityType;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.Effect;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Request;
import dev.jarvis.sdk.Risk;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Mail that waits for a person. */
final class Drafts {
    record Draft(
            @Describe("The draft's id at Gmail.") String id,
            @Describe("The id of the mail in it.") String messageId,
            String threadId) {
        static Draft of(JsonNode draft) {
            JsonNode message = draft.path("message");
            return new Draft(
                    draft.path("id").asString(""),
                    message.path("id").asString(""),
                    message.path("threadId").asString(""));
        }
    }

    record DraftId(
            @Describe(value = "The draft's id at Gmail.", pattern = "^[A-Za-z0-9_-]{1,64}$")
            String id) {}

    static final Action<GmailIntegration, NewMail, Draft> CREATE = Action.on(
                    GmailIntegration.class, "draft", NewMail.class, Draft.class)
            .titled("Write a draft", "Leaves a mail among the drafts, for a person to look at and send.")
            .logged(ActivityType.EMAIL, mail -> "Drafted: " + mail.headline())
            .risk(Risk.LOW)
            .scopes(GmailScopes.COMPOSE)
            .effect(new Effect.Reconcilable<>(Drafts::find))
            .runs(Drafts::create);

    static final Action<GmailIntegration, DraftId, Sent> SEND = Action.on(
                    GmailIntegration.class, "send-draft", DraftId.class, Sent.class)
            .titled("Send a draft", "Sends a draft as it stands.")
            .logged(ActivityType.EMAIL, draft -> "Sent draft " + draft.id())
            .risk(Risk.MEDIUM)
            .scopes(GmailScopes.COMPOSE)
            .effect(new Effect.Reconcilable<>(Drafts::findSent))
            .runs(Drafts::send);

    private Drafts() {}

    private static Draft create(GmailIntegration gmail, NewMail mail, Call call) {
        Optional<Earlier> answered = Earlier.of(gmail, mail);
        Mime mime = MimeMail.of(gmail.address(), mail, answered, call);
        String threadId = answered.map(Earlier::threadId).orElse(mail.threadId());
        return Draft.of(mime.leaving(bytes -> gmail.ask(Outgoing.draft(gmail, bytes, threadId))));
    }

    /** A draft keeps the Message-ID it was written with. Not in the vendor's description we hold: users.drafts.list. */
    private static Optional<Draft> find(GmailIntegration gmail, NewMail mail, Call call) {
        String id = Marker.messageId(call, gmail.address());
        String query = "rfc822msgid:" + id.substring(1, id.length() - 1);
        JsonNode found = gmail.ask(Request.get(gmail.mine("/drafts", Map.of("q", query))));
        for (JsonNode draft : found.path("drafts")) return Optional.of(Draft.of(draft));
        return Optional.empty();
    }

    /** Not in the vendor's description we hold: users.drafts.send. */
    private static Sent send(GmailIntegration gmail, DraftId draft, Call call) {
        return Sent.of(
                gmail,
                gmail.ask(Request.post(gmail.mine("/drafts/send"))
                        .json(JsonNodeFactory.instance.objectNode().put("id", draft.id()))));
    }

    /** A draft that is still there was not sent; one that is gone may also have been thrown away by a person. */
    private static Optional<Sent> findSent(GmailIntegration gmail, DraftId draft, Call call) {
        try {
            gmail.ask(Request.get(gmail.mine("/drafts/" + draft.id(), Map.of("format", "minimal"))));
            return Optional.empty();
        } catch (PlatformException e) {
            if (e.kind() != ErrorKind.NOT_FOUND) throw e;
            throw new PlatformException(
                    ErrorKind.NO_ANSWER,
                    "The draft is gone: it was sent, or somebody threw it away. Look under Sent.",
                    e);
        }
    }
}
