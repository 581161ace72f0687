package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.Describe;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A mail as people read it. */
record Mail(
        @Describe("The mail's id at Gmail.") String id,
        @Describe("The conversation it is in.") String threadId,
        String from,
        List<String> to,
        List<String> cc,

        @Describe("Where answers should go, when not to the sender.")
        List<String> replyTo,

        String subject,
        @Nullable Instant date,

        @Describe("How it begins, as Gmail shows it in lists.")
        String snippet,

        @Describe("The plain text, where it has one.") @Nullable
        String text,

        @Describe(value = "The HTML, where it has one. It is a stranger's: never show it unguarded.", format = "html")
        @Nullable
        String html,

        @Describe("The ids of its labels.") List<String> labels,
        List<File> attachments,
        List<Headers.Header> headers) {

    /** A file in it; its content comes by the action {@code attachment}. */
    record File(
            @Describe("Give it to the action attachment; absent where the content came along.") @Nullable
            String attachmentId,

            String name,
            String mediaType,
            @Describe("In bytes.") long size,

            @Describe("The name that the html uses for it.") @Nullable
            String contentId,

            boolean inline) {}

    static Mail of(JsonNode message, LongWords longWords) {
        Headers headers = Headers.of(message.path("payload"));
        Filing.Filed filed = Filing.Filed.of(message);
        Parts parts = Parts.of(filed.id(), message.path("payload"), longWords);
        return new Mail(
                filed.id(),
                filed.threadId(),
                headers.decoded("From"),
                headers.addresses("To"),
                headers.addresses("Cc"),
                headers.addresses("Reply-To"),
                headers.decoded("Subject"),
                date(message),
                snippet(message),
                parts.text(),
                parts.html(),
                filed.labels(),
                parts.files(),
                headers.decoded());
    }

    /** Milliseconds since 1970, as text. */
    static @Nullable Instant date(JsonNode message) {
        String millis = message.path("internalDate").asString("");
        return millis.matches("[0-9]{1,15}") ? Instant.ofEpochMilli(Long.parseLong(millis)) : null;
    }

    /** Gmail writes it as HTML text, with a few characters escaped. */
    static String snippet(JsonNode message) {
        return message.path("snippet")
                .asString("")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    static byte[] decoded(String base64url) {
        try {
            return Base64.getUrlDecoder().decode(base64url);
        } catch (IllegalArgumentException e) {
            throw new PlatformException(ErrorKind.TRANSIENT, "Gmail's answer holds broken base64", e);
        }
    }
}
