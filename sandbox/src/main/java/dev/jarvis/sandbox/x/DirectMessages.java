package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sending and listing direct messages. */
record DirectMessages(XStore store, Ledger ledger) {

    private static final Set<String> PARAMETERS = Set.of(
            "max_results",
            "pagination_token",
            "event_types",
            "dm_event.fields",
            "expansions",
            "user.fields",
            "post.fields",
            "media.fields");

    Reply send(XCall call) {
        String to = call.id("participant_id");
        ObjectNode body = call.body(Set.of("text", "attachments"));
        String text = Json.text(body, "text", "");
        if (text.isEmpty() && !body.has("attachments")) {
            throw XProblem.invalid("text", "", "$: at least one of text, attachments is required");
        }
        XUser recipient = store.user(to);
        if (recipient == null) {
            throw XProblem.notFound("user", "participant_id", to);
        }
        DirectMessage message = new DirectMessage(
                store.ids.next(store.now()), call.user(), recipient, text, media(call.user(), body), store.now());
        store.deliver(message);
        ledger.applied("x.dm", text);
        return XCall.data(
                201,
                Json.object()
                        .put("dm_conversation_id", message.conversation())
                        .put("dm_event_id", Long.toString(message.id())));
    }

    Reply list(XCall call) {
        call.allowOnly(PARAMETERS);
        Parameters asked = call.request().parameters();
        View view = new View(Fields.of(onlyUserFields(asked)));
        Page page = Page.of(asked, 1, 100);
        List<DirectMessage> found = page.oneMoreThanFits(
                store.messages().filter(message -> message.concerns(call.user())),
                DirectMessage::id,
                DirectMessage::at);
        ObjectNode json = Json.object();
        if (!found.isEmpty()) {
            page.fitting(found).stream().map(view::message).forEach(json.putArray("data")::add);
        }
        if (asked.first("expansions", "").contains("sender_id")) {
            store.users().map(view::user).forEach(json.putObject("includes").putArray("users")::add);
        }
        return Reply.json(200, json.set("meta", page.meta(found, DirectMessage::id, false)));
    }

    private static Parameters onlyUserFields(Parameters asked) {
        return new Parameters(asked.all().stream()
                .filter(parameter -> parameter.name().equals("user.fields"))
                .toList());
    }

    private List<Media> media(XUser user, JsonNode body) {
        List<Media> media = new ArrayList<>();
        for (JsonNode attachment : body.path("attachments")) {
            String id = XCall.idField(attachment, "media_id");
            Media found = store.media(id);
            if (found == null || !found.owner.equals(user.id()) || !found.isReady(store.now())) {
                throw XProblem.invalid("attachments.media_id", id, "Your media IDs are invalid.");
            }
            media.add(found);
        }
        return media;
    }
}
