package dev.jarvis.connectors.gmail;

import static java.util.Objects.requireNonNullElse;

import dev.jarvis.connectors.gmail.Filing.MailId;
import dev.jarvis.sdk.Action;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.InvalidInput;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finding and reading mail. */
final class Reading {
    /** An answer of 10 MB is the most that is read, and base64 makes a third more of a file. */
    private static final int LARGEST_ATTACHMENT = 7 * 1024 * 1024;

    record Query(
            @Describe(
                    value = "What to look for, in the language of Gmail's own search box.",
                    example = "from:juergen@acme.test is:unread newer_than:7d",
                    maxLength = 2000,
                    optional = true)
            String query,

            @Describe(value = "How many mails; 20 unless said.", min = 1, max = 50, optional = true)
            Integer limit,

            @Describe(value = "Where the page before ended.", maxLength = 512) @Nullable
            String cursor) {
        Query {
            query = requireNonNullElse(query, "");
            limit = requireNonNullElse(limit, 20);
            if (limit < 1 || limit > 50) throw new InvalidInput("limit", "A page has 1 to 50 mails");
        }
    }

    record Found(
            String id,
            String threadId,
            String from,
            List<String> to,
            String subject,
            @Nullable Instant date,
            String snippet,
            List<String> labels) {
        static Found of(JsonNode message) {
            Headers headers = Headers.of(message.path("payload"));
            Filing.Filed filed = Filing.Filed.of(message);
            return new Found(
                    filed.id(),
                    filed.threadId(),
                    headers.decoded("From"),
                    headers.addresses("To"),
                    headers.decoded("Subject"),
                    Mail.date(message),
                    Mail.snippet(message),
                    filed.labels());
        }
    }

    record FoundPage(
            List<Found> items,

            @Describe("Give it as cursor for the next page; absent on the last.") @Nullable
            String nextCursor) {}

    record ThreadId(
            @Describe(value = "The conversation's id at Gmail.", pattern = "^[A-Za-z0-9_-]{1,64}$")
            String id) {}

    record Conversation(
            String id, @Describe("Oldest first.") List<Mail> messages) {}

    record AttachmentId(
            @Describe(value = "The mail's id at Gmail.", pattern = "^[A-Za-z0-9_-]{1,64}$")
            String messageId,

            @Describe(
                    value = "As read-message listed it just now: Gmail makes new ones.",
                    pattern = "^[A-Za-z0-9_-]{1,2000}$")
            String attachmentId) {}

    record Attachment(
            @Describe("In bytes.") long size,

            @Describe("The content, base64 (RFC 4648 section 4).")
            String base64) {}

    static final Action<GmailIntegration, Query, FoundPage> SEARCH = Action.on(
                    GmailIntegration.class, "search", Query.class, FoundPage.class)
            .titled("Search mail", "Finds mail with Gmail's query language, newest first.")
            .readsOnly()
            .scopes(GmailScopes.READ)
            .runs(Reading::search);

    static final Action<GmailIntegration, MailId, Mail> MESSAGE = Action.on(
                    GmailIntegration.class, "read-message", MailId.class, Mail.class)
            .titled("Read a mail", "Reads one mail: text, html, headers and the list of its files.")
            .readsOnly()
            .scopes(GmailScopes.READ)
            .runs(Reading::message);

    static final Action<GmailIntegration, ThreadId, Conversation> THREAD = Action.on(
                    GmailIntegration.class, "read-thread", ThreadId.class, Conversation.class)
            .titled("Read a conversation", "Reads all mails of a conversation.")
            .readsOnly()
            .scopes(GmailScopes.READ)
            .runs(Reading::thread);

    static final Action<GmailIntegration, AttachmentId, Attachment> ATTACHMENT = Action.on(
                    GmailIntegration.class, "attachment", AttachmentId.class, Attachment.class)
            .titled("Get a file", "Gets one file of a mail, up to 7 MB.")
            .readsOnly()
            .scopes(GmailScopes.READ)
            .runs(Reading::attachment);

    private Reading() {}

    private static FoundPage search(GmailIntegration gmail, Query wanted, Call call) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("maxResults", Integer.toString(wanted.limit()));
        if (!wanted.query().isBlank()) query.put("q", wanted.query());
        if (wanted.cursor() != null) query.put("pageToken", wanted.cursor());
        JsonNode page = gmail.ask(Request.get(gmail.mine("/messages", query)));
        List<Found> found = new ArrayList<>();
        for (JsonNode message : page.path("messages"))
            found.add(Found.of(get(gmail, "/messages/" + message.path("id").asString(""), "metadata")));
        return new FoundPage(List.copyOf(found), page.path("nextPageToken").stringValue(null));
    }

    private static Mail message(GmailIntegration gmail, MailId mail, Call call) {
        return Mail.of(get(gmail, "/messages/" + mail.id(), "full"), new LongWords(gmail));
    }

    private static Conversation thread(GmailIntegration gmail, ThreadId thread, Call call) {
        JsonNode read = get(gmail, "/threads/" + thread.id(), "full");
        LongWords longWords = new LongWords(gmail);
        List<Mail> mails = new ArrayList<>();
        for (JsonNode message : read.path("messages")) mails.add(Mail.of(message, longWords));
        return new Conversation(read.path("id").asString(thread.id()), List.copyOf(mails));
    }

    private static Attachment attachment(GmailIntegration gmail, AttachmentId wanted, Call call) {
        byte[] content = content(gmail, wanted.messageId(), wanted.attachmentId());
        if (content.length > LARGEST_ATTACHMENT)
            throw new PlatformException(
                    ErrorKind.VALIDATION,
                    "The file has %d bytes; at most %d are handed out".formatted(content.length, LARGEST_ATTACHMENT));
        return new Attachment(content.length, Base64.getEncoder().encodeToString(content));
    }

    static byte[] content(GmailIntegration gmail, String messageId, String attachmentId) {
        JsonNode body = gmail.ask(Request.get(gmail.mine("/messages/" + messageId + "/attachments/" + attachmentId)));
        return Mail.decoded(body.path("data").asString(""));
    }

    private static JsonNode get(GmailIntegration gmail, String path, String format) {
        return gmail.ask(Request.get(gmail.mine(path, Map.of("format", format))));
    }
}
