package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Reply;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Conversations. */
record Threads(PostOffice office) {

    Reply list(GmailCall call) {
        Listing<List<Mail>> listing = Listing.of(call);
        List<List<Mail>> threads = call.mailbox()
                .mails()
                .filter(Listing.wanted(call, office.now()))
                .map(mail -> mail.threadId)
                .distinct()
                .map(call.mailbox()::thread)
                .toList();
        return listing.reply("threads", threads, Threads::brief);
    }

    Reply read(GmailCall call) {
        Parameters asked = call.asked("format", "metadataHeaders");
        MailView view = MailView.of(asked);
        List<Mail> thread = call.mailbox().thread(call.call().variable("id"));
        if (thread.isEmpty()) {
            throw GmailProblem.notFound();
        }
        ObjectNode json = Json.object().put("id", thread.getFirst().threadId).put("historyId", historyId(thread));
        ArrayNode messages = json.putArray("messages");
        thread.forEach(mail -> messages.add(view.of(mail)));
        return Reply.json(200, json);
    }

    private static ObjectNode brief(List<Mail> thread) {
        return Json.object()
                .put("id", thread.getFirst().threadId)
                .put("snippet", thread.getLast().snippet())
                .put("historyId", historyId(thread));
    }

    private static String historyId(List<Mail> thread) {
        return Long.toString(
                thread.stream().mapToLong(mail -> mail.historyId).max().orElse(0));
    }
}
