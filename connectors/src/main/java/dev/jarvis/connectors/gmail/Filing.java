package dev.jarvis.connectors.gmail;

import static java.util.Objects.requireNonNullElse;

import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.ActivityType;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.Effect;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.InvalidInput;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Request;
import dev.jarvis.sdk.Risk;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Labels, archive and trash. A label is there or not, so each of these may be sent again without harm. */
final class Filing {
    record Nothing() {}

    record MailId(
            @Describe(value = "The mail's id at Gmail.", pattern = "^[A-Za-z0-9_-]{1,64}$")
            String id) {}

    record Relabel(
            @Describe(value = "The mail's id at Gmail.", pattern = "^[A-Za-z0-9_-]{1,64}$")
            String id,

            @Describe(
                    value = "Labels to put on, by name or id.",
                    example = "Customers",
                    maxLength = 100,
                    optional = true)
            List<String> add,

            @Describe(
                    value = "Labels to take off, by name or id.",
                    example = "UNREAD",
                    maxLength = 100,
                    optional = true)
            List<String> remove) {
        Relabel {
            add = List.copyOf(requireNonNullElse(add, List.of()));
            remove = List.copyOf(requireNonNullElse(remove, List.of()));
            if (add.isEmpty() && remove.isEmpty()) throw new InvalidInput("add", "Name a label to add or to remove");
        }
    }

    record Label(
            String id,
            String name,

            @Describe("Whether Gmail made it, and not a person.")
            boolean system) {}

    record Labels(List<Label> items) {}

    record Filed(
            String id,
            String threadId,
            @Describe("The ids of the labels it has now.") List<String> labels) {
        static Filed of(JsonNode message) {
            List<String> labels = new ArrayList<>();
            for (JsonNode label : message.path("labelIds")) labels.add(label.asString(""));
            return new Filed(
                    message.path("id").asString(""), message.path("threadId").asString(""), List.copyOf(labels));
        }
    }

    static final Action<GmailIntegration, Nothing, Labels> LABELS = Action.on(
                    GmailIntegration.class, "labels", Nothing.class, Labels.class)
            .titled("Labels", "Lists the mailbox's labels.")
            .readsOnly()
            .scopes(GmailScopes.READ)
            .runs((gmail, nothing, call) -> labels(gmail));

    static final Action<GmailIntegration, Relabel, Filed> LABEL = Action.on(
                    GmailIntegration.class, "label", Relabel.class, Filed.class)
            .titled("Set labels", "Puts labels on a mail and takes others off.")
            .logged(ActivityType.EMAIL, mail -> "Set labels on mail " + mail.id())
            .risk(Risk.LOW)
            .scopes(GmailScopes.MODIFY)
            .effect(new Effect.Idempotent<>())
            .runs(Filing::label);

    static final Action<GmailIntegration, MailId, Filed> ARCHIVE = Action.on(
                    GmailIntegration.class, "archive", MailId.class, Filed.class)
            .titled("Archive", "Takes a mail out of the inbox and keeps it.")
            .logged(ActivityType.EMAIL, mail -> "Archived mail " + mail.id())
            .risk(Risk.LOW)
            .scopes(GmailScopes.MODIFY)
            .effect(new Effect.Idempotent<>())
            .reversedBy("label")
            .runs((gmail, mail, call) -> modify(gmail, mail.id(), List.of(), List.of("INBOX")));

    static final Action<GmailIntegration, MailId, Filed> TRASH = Action.on(
                    GmailIntegration.class, "trash", MailId.class, Filed.class)
            .titled("Move to the trash", "Gmail deletes it for good after 30 days.")
            .logged(ActivityType.EMAIL, mail -> "Moved mail %s to the trash".formatted(mail.id()))
            .risk(Risk.MEDIUM)
            .scopes(GmailScopes.MODIFY)
            .effect(new Effect.Idempotent<>())
            .reversedBy("untrash")
            .runs((gmail, mail, call) -> filed(gmail, mail, "trash"));

    /** Not in the vendor's description we hold: users.messages.untrash. */
    static final Action<GmailIntegration, MailId, Filed> UNTRASH = Action.on(
                    GmailIntegration.class, "untrash", MailId.class, Filed.class)
            .titled("Take out of the trash", "Brings a mail back from the trash.")
            .logged(ActivityType.EMAIL, mail -> "Took mail %s out of the trash".formatted(mail.id()))
            .risk(Risk.LOW)
            .scopes(GmailScopes.MODIFY)
            .effect(new Effect.Idempotent<>())
            .reversedBy("trash")
            .runs((gmail, mail, call) -> filed(gmail, mail, "untrash"));

    private Filing() {}

    private static Labels labels(GmailIntegration gmail) {
        List<Label> labels = new ArrayList<>();
        for (JsonNode label : gmail.ask(Request.get(gmail.mine("/labels"))).path("labels"))
            labels.add(new Label(
                    label.path("id").asString(""),
                    label.path("name").asString(""),
                    label.path("type").asString("").equals("system")));
        return new Labels(List.copyOf(labels));
    }

    private static Filed label(GmailIntegration gmail, Relabel mail, Call call) {
        List<Label> known = labels(gmail).items();
        return modify(gmail, mail.id(), ids("add", mail.add(), known), ids("remove", mail.remove(), known));
    }

    private static List<String> ids(String field, List<String> wanted, List<Label> known) {
        List<String> ids = new ArrayList<>();
        for (String label : wanted)
            ids.add(known.stream()
                    .filter(one -> one.id().equals(label) || one.name().equalsIgnoreCase(label))
                    .findFirst()
                    .orElseThrow(() -> new PlatformException(
                            ErrorKind.VALIDATION, "%s: the mailbox has no label “%s”".formatted(field, label)))
                    .id());
        return ids;
    }

    private static Filed modify(GmailIntegration gmail, String id, List<String> add, List<String> remove) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (!add.isEmpty()) add.forEach(json.putArray("addLabelIds")::add);
        if (!remove.isEmpty()) remove.forEach(json.putArray("removeLabelIds")::add);
        return Filed.of(gmail.ask(
                Request.post(gmail.mine("/messages/" + id + "/modify")).json(json)));
    }

    private static Filed filed(GmailIntegration gmail, MailId mail, String how) {
        return Filed.of(gmail.ask(Request.post(gmail.mine("/messages/" + mail.id() + "/" + how))));
    }
}
