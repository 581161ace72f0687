package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Messages not sent yet. */
record Drafts(PostOffice office, Ledger ledger) {

    Reply create(GmailCall call) {
        call.asked();
        boolean json = call.call().request().headers().mediaType().equalsIgnoreCase("application/json");
        GmailCall.Outgoing outgoing =
                json ? GmailCall.outgoing(call.body("id", "message").path("message")) : call.outgoing();
        Mail mail = call.mailbox().add(outgoing.raw(), outgoing.threadId(), office.now(), Set.of("DRAFT"));
        String id = "r-" + mail.id;
        call.mailbox().drafts.put(id, mail.id);
        ledger.applied("gmail.draft", mail.messageId());
        return Reply.json(200, draft(id, MailView.withLabels(mail)));
    }

    Reply list(GmailCall call) {
        Listing<Map.Entry<String, String>> listing = Listing.of(call);
        List<Map.Entry<String, String>> newestFirst =
                new ArrayList<>(call.mailbox().drafts.entrySet()).reversed();
        return listing.reply(
                "drafts", newestFirst, entry -> draft(entry.getKey(), MailView.brief(stored(call, entry.getKey()))));
    }

    Reply read(GmailCall call) {
        Parameters asked = call.asked("format");
        String id = call.call().variable("id");
        return Reply.json(200, draft(id, MailView.of(asked).of(stored(call, id))));
    }

    Reply send(GmailCall call) {
        call.asked();
        String id = Json.text(call.body("id", "message"), "id", "");
        Mail draft = stored(call, id);
        Mail sent = office.send(call.mailbox(), draft.raw, null);
        discard(call, id, draft);
        return Reply.json(200, MailView.withLabels(sent));
    }

    Reply delete(GmailCall call) {
        call.asked();
        String id = call.call().variable("id");
        discard(call, id, stored(call, id));
        return Reply.empty(204);
    }

    private static void discard(GmailCall call, String id, Mail draft) {
        call.mailbox().drafts.remove(id);
        call.mailbox().delete(draft);
    }

    private static Mail stored(GmailCall call, String id) {
        String mailId = call.mailbox().drafts.get(id);
        Mail mail = mailId == null ? null : call.mailbox().mail(mailId);
        if (mail == null) {
            throw GmailProblem.notFound();
        }
        return mail;
    }

    private static ObjectNode draft(String id, ObjectNode message) {
        return Json.object().put("id", id).set("message", message);
    }
}
