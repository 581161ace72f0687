package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Reply;
import dev.jarvis.sandbox.ledger.Ledger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reading, sending and filing messages. */
record Messages(PostOffice office, Ledger ledger) {

    /** Labels that Gmail sets itself and nobody else may. */
    private static final Set<String> FIXED = Set.of("SENT", "DRAFT", "CHAT");

    Reply list(GmailCall call) {
        Listing<Mail> listing = Listing.of(call);
        List<Mail> found = call.mailbox()
                .mails()
                .filter(Listing.wanted(call, office.now()))
                .toList();
        return listing.reply("messages", found, MailView::brief);
    }

    Reply read(GmailCall call) {
        Parameters asked = call.asked("format", "metadataHeaders");
        return Reply.json(200, MailView.of(asked).of(call.mail("id")));
    }

    Reply attachment(GmailCall call) {
        call.asked();
        Mail mail = call.mail("messageId");
        String id = call.call().variable("id");
        return mail.root
                .tree()
                .filter(part -> part.isAttachment()
                        && MailView.attachmentId(mail.id, part).equals(id))
                .findFirst()
                .map(part -> Reply.json(
                        200,
                        Json.object().put("size", part.content().length).put("data", MailView.base64(part.content()))))
                .orElseThrow(GmailProblem::notFound);
    }

    Reply send(GmailCall call) {
        call.asked();
        GmailCall.Outgoing outgoing = call.outgoing();
        Mail sent = office.send(call.mailbox(), outgoing.raw(), outgoing.threadId());
        return Reply.json(200, MailView.withLabels(sent));
    }

    Reply modify(GmailCall call) {
        call.asked();
        Mail mail = call.mail("id");
        ObjectNode body = call.body("addLabelIds", "removeLabelIds");
        Set<String> added = labels(call.mailbox(), body.path("addLabelIds"));
        Set<String> removed = labels(call.mailbox(), body.path("removeLabelIds"));
        if (added.isEmpty() && removed.isEmpty()) {
            throw GmailProblem.invalid("No label add or removes specified");
        }
        call.mailbox().label(mail, added, removed);
        ledger.applied("gmail.modify", mail.id);
        return Reply.json(200, MailView.withLabels(mail));
    }

    Reply trash(GmailCall call) {
        call.asked();
        Mail mail = call.mail("id");
        call.mailbox().label(mail, Set.of("TRASH"), Set.of("INBOX"));
        ledger.applied("gmail.trash", mail.id);
        return Reply.json(200, MailView.withLabels(mail));
    }

    Reply untrash(GmailCall call) {
        call.asked();
        Mail mail = call.mail("id");
        call.mailbox().label(mail, Set.of(), Set.of("TRASH"));
        ledger.applied("gmail.untrash", mail.id);
        return Reply.json(200, MailView.withLabels(mail));
    }

    private static Set<String> labels(Mailbox mailbox, JsonNode ids) {
        Set<String> labels = new HashSet<>();
        for (JsonNode id : ids) {
            String name = id.asString("");
            if (mailbox.label(name) == null || FIXED.contains(name)) {
                throw GmailProblem.invalid("Invalid label: " + name);
            }
            labels.add(name);
        }
        return labels;
    }
}
