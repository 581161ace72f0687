package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Reply;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The mailbox itself: profile, labels, history, and being told of changes. */
record Settings(PostOffice office) {

    private static final Duration WATCH = Duration.ofDays(7);

    Reply profile(GmailCall call) {
        call.asked();
        Mailbox mailbox = call.mailbox();
        return Reply.json(
                200,
                Json.object()
                        .put("emailAddress", mailbox.address)
                        .put("messagesTotal", mailbox.mails().count())
                        .put(
                                "threadsTotal",
                                mailbox.mails()
                                        .map(mail -> mail.threadId)
                                        .distinct()
                                        .count())
                        .put("historyId", Long.toString(mailbox.historyId())));
    }

    Reply labels(GmailCall call) {
        call.asked();
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("labels");
        call.mailbox().labels().forEach(label -> list.add(label(label)));
        return Reply.json(200, json);
    }

    Reply label(GmailCall call) {
        call.asked();
        Label label = call.mailbox().label(call.call().variable("id"));
        if (label == null) {
            throw GmailProblem.notFound();
        }
        List<Mail> mails =
                call.mailbox().mails().filter(mail -> mail.is(label.id())).toList();
        return Reply.json(
                200,
                label(label)
                        .put("messagesTotal", mails.size())
                        .put(
                                "messagesUnread",
                                mails.stream().filter(mail -> mail.is("UNREAD")).count()));
    }

    Reply createLabel(GmailCall call) {
        call.asked();
        ObjectNode body = call.body("name", "labelListVisibility", "messageListVisibility", "color");
        String name = Json.text(body, "name", "");
        if (name.isBlank()) {
            throw GmailProblem.invalid("Invalid label name");
        }
        if (call.mailbox().labelNamed(name) != null) {
            throw GmailProblem.exists("Label name exists or conflicts");
        }
        return Reply.json(200, label(call.mailbox().addLabel(name)));
    }

    Reply history(GmailCall call) {
        Listing<Change> listing = Listing.of(call);
        Parameters asked = call.call().request().parameters();
        String since = asked.first("startHistoryId", "");
        if (!since.matches("[0-9]{1,18}")) {
            throw GmailProblem.invalid("Missing or invalid startHistoryId");
        }
        if (!call.mailbox().remembers(Long.parseLong(since))) {
            throw GmailProblem.notFound();
        }
        List<String> kinds = asked.every("historyTypes");
        String label = asked.first("labelId", "");
        List<Change> changes = call.mailbox().since(Long.parseLong(since)).stream()
                .filter(change -> kinds.isEmpty() || kinds.contains(change.kind().asked))
                .filter(change -> label.isEmpty()
                        || change.mail().is(label)
                        || change.labels().contains(label))
                .toList();
        ObjectNode json =
                Json.object().put("historyId", Long.toString(call.mailbox().historyId()));
        return listing.reply("history", changes, Settings::change, json);
    }

    Reply watch(GmailCall call) {
        call.asked();
        ObjectNode body = call.body("topicName", "labelIds", "labelFilterAction", "labelFilterBehavior");
        if (!Json.text(body, "topicName", "").matches("projects/[^/]+/topics/[^/]+")) {
            throw GmailProblem.invalid("Invalid topicName does not match projects/*/topics/*");
        }
        return Reply.json(
                200,
                Json.object()
                        .put("historyId", Long.toString(call.mailbox().historyId()))
                        .put(
                                "expiration",
                                Long.toString(office.now().plus(WATCH).toEpochMilli())));
    }

    Reply stop(GmailCall call) {
        call.asked();
        return Reply.empty(200);
    }

    private static ObjectNode label(Label label) {
        return Json.object()
                .put("id", label.id())
                .put("name", label.name())
                .put("type", label.system() ? "system" : "user");
    }

    private static ObjectNode change(Change change) {
        ObjectNode json = Json.object().put("id", Long.toString(change.id()));
        json.set("messages", Json.array().add(MailView.brief(change.mail())));
        ObjectNode item = Json.object().set("message", MailView.withLabels(change.mail()));
        if (change.kind() == Change.Kind.LABEL_ADDED || change.kind() == Change.Kind.LABEL_REMOVED) {
            change.labels().forEach(item.putArray("labelIds")::add);
        }
        return json.set(change.kind().shown, Json.array().add(item));
    }
}
