package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.Request;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The mail that is answered. Gmail keeps a reply in the thread only with the thread's id, the same subject and the headers
 * of RFC 5322 section 3.6.4 (https://developers.google.com/workspace/gmail/api/guides/threads).
 */
record Earlier(String threadId, String messageId, String references, String subject) {
    static Optional<Earlier> of(GmailIntegration gmail, NewMail mail) {
        if (mail.inReplyTo() != null) return Optional.of(of(headersOf(gmail, "/messages/" + mail.inReplyTo())));
        if (mail.threadId() == null) return Optional.empty();
        JsonNode messages = headersOf(gmail, "/threads/" + mail.threadId()).path("messages");
        return messages.isEmpty() ? Optional.empty() : Optional.of(of(messages.get(messages.size() - 1)));
    }

    private static JsonNode headersOf(GmailIntegration gmail, String path) {
        return gmail.ask(Request.get(gmail.mine(path, Map.of("format", "metadata"))));
    }

    private static Earlier of(JsonNode message) {
        Headers headers = Headers.of(message.path("payload"));
        return new Earlier(
                message.path("threadId").asString(""),
                headers.raw("Message-ID").strip(),
                headers.raw("References").strip(),
                headers.decoded("Subject"));
    }

    /** The chain so far and its last link. */
    String chain() {
        return (references + " " + messageId).strip().replaceAll("\\s+", " ");
    }

    /** The subject of an answer, with one {@code Re:} however long the conversation. */
    String answeredSubject() {
        return subject.regionMatches(true, 0, "Re:", 0, 3) ? subject : "Re: " + subject;
    }
}
