package dev.jarvis.connectors.gmail;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tree of a mail's MIME parts, taken apart: its words in two forms, and its files. */
final class Parts {
    private static final int DEEPEST = 50;

    private final String mailId;
    private final LongWords longWords;

    private final List<Mail.File> files = new ArrayList<>();
    private @Nullable String text;
    private @Nullable String html;

    private Parts(String mailId, LongWords longWords) {
        this.mailId = mailId;
        this.longWords = longWords;
    }

    static Parts of(String mailId, JsonNode payload, LongWords longWords) {
        Parts parts = new Parts(mailId, longWords);
        parts.read(payload, 0);
        return parts;
    }

    @Nullable
    String text() {
        return text;
    }

    @Nullable
    String html() {
        return html;
    }

    List<Mail.File> files() {
        return List.copyOf(files);
    }

    /** A mail inside the mail is a file of it, not more of its words; and words that are too many are a file, too. */
    private void read(JsonNode part, int depth) {
        String type = part.path("mimeType").asString("").toLowerCase(Locale.ROOT);
        Headers headers = Headers.of(part);
        if (isFile(part, headers) || type.equals("message/rfc822") || !longWords.mayTake(part))
            files.add(file(part, type, headers));
        else if (type.equals("text/plain") && text == null) text = words(part, headers);
        else if (type.equals("text/html") && html == null) html = words(part, headers);
        else if (depth < DEEPEST) for (JsonNode inner : part.path("parts")) read(inner, depth + 1);
    }

    private static boolean isFile(JsonNode part, Headers headers) {
        return !part.path("filename").asString("").isEmpty()
                || disposition(headers).startsWith("attachment")
                || (part.at("/body/attachmentId").isString()
                        && !part.path("mimeType").asString("").startsWith("text/"));
    }

    private static Mail.File file(JsonNode part, String type, Headers headers) {
        String contentId = headers.raw("Content-ID").strip().replaceAll("^<|>$", "");
        return new Mail.File(
                part.at("/body/attachmentId").stringValue(null),
                Headers.decode(part.path("filename").asString("")),
                type,
                part.at("/body/size").asLong(0),
                contentId.isEmpty() ? null : contentId,
                disposition(headers).startsWith("inline"));
    }

    private static String disposition(Headers headers) {
        return headers.raw("Content-Disposition").strip().toLowerCase(Locale.ROOT);
    }

    private String words(JsonNode part, Headers headers) {
        return words(longWords.take(mailId, part), headers.raw("Content-Type"));
    }

    /**
     * Gmail undoes the transfer encoding; whether it also brings text to UTF-8 is documented nowhere. Text with other than
     * ASCII that is valid UTF-8 hardly ever is anything else, so this asks the bytes first and the declared charset after.
     */
    static String words(byte[] bytes, String contentType) {
        Charset declared = charset(contentType);
        for (byte b : bytes) if (b < 0) return utf8(bytes, declared);
        return new String(bytes, declared);
    }

    private static String utf8(byte[] bytes, Charset otherwise) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, otherwise);
        }
    }

    private static Charset charset(String contentType) {
        try {
            String name = new ContentType(contentType).getParameter("charset");
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (ParseException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
