package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Header;
import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows messages as Gmail's JSON, in one of its formats. */
record MailView(String format, List<String> metadataHeaders) {

    private static final Set<String> FORMATS = Set.of("full", "metadata", "minimal", "raw");

    static MailView of(Parameters asked) {
        String format = asked.first("format", "full").toLowerCase(Locale.ROOT);
        if (!FORMATS.contains(format)) {
            throw GmailProblem.invalid("Invalid value at 'format': \"" + format + "\"");
        }
        return new MailView(format, asked.every("metadataHeaders"));
    }

    /** Only what tells one message from another, as lists and changes show it. */
    static ObjectNode brief(Mail mail) {
        return Json.object().put("id", mail.id).put("threadId", mail.threadId);
    }

    static ObjectNode withLabels(Mail mail) {
        ArrayNode labels = Json.array();
        mail.labels.forEach(labels::add);
        return brief(mail).set("labelIds", labels);
    }

    ObjectNode of(Mail mail) {
        ObjectNode json = withLabels(mail)
                .put("snippet", mail.snippet())
                .put("historyId", Long.toString(mail.historyId))
                .put("internalDate", Long.toString(mail.at.toEpochMilli()))
                .put("sizeEstimate", mail.raw.length);
        switch (format) {
            case "full" -> json.set("payload", payload(mail.id, mail.root));
            case "metadata" -> json.set("payload", headersOnly(mail.root));
            case "raw" -> json.put("raw", Base64.getUrlEncoder().encodeToString(mail.raw));
            default -> {
                // minimal shows nothing more
            }
        }
        return json;
    }

    private ObjectNode headersOnly(MimePart root) {
        ObjectNode payload = Json.object().put("mimeType", root.mimeType());
        ArrayNode headers = payload.putArray("headers");
        root.headers().stream().filter(this::isWanted).forEach(header -> headers.add(header(header)));
        return payload;
    }

    private boolean isWanted(Header header) {
        return metadataHeaders.isEmpty() || metadataHeaders.stream().anyMatch(header.name()::equalsIgnoreCase);
    }

    private static ObjectNode payload(String mailId, MimePart part) {
        ObjectNode json = Json.object()
                .put("partId", part.id())
                .put("mimeType", part.mimeType())
                .put("filename", part.filename());
        ArrayNode headers = json.putArray("headers");
        part.headers().forEach(header -> headers.add(header(header)));
        ObjectNode body = json.putObject("body").put("size", part.content().length);
        if (part.isAttachment()) {
            body.put("attachmentId", attachmentId(mailId, part));
        } else if (part.parts().isEmpty()) {
            body.put("data", base64(part.content()));
        }
        if (!part.parts().isEmpty()) {
            ArrayNode parts = json.putArray("parts");
            part.parts().forEach(child -> parts.add(payload(mailId, child)));
        }
        return json;
    }

    static String attachmentId(String mailId, MimePart part) {
        return "ANGjdJ_" + mailId + "_"
                + (part.id().isEmpty() ? "root" : part.id().replace('.', '-'));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static ObjectNode header(Header header) {
        return Json.object().put("name", header.name()).put("value", header.value());
    }
}
