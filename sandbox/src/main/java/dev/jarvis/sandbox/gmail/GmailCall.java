package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Call;
import dev.jarvis.sandbox.http.Header;
import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Parameters;
import dev.jarvis.sandbox.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An authenticated call on a mailbox. */
record GmailCall(Call call, Mailbox mailbox) {

    /** Parameters every Google API takes. */
    private static final Set<String> STANDARD = Set.of(
            "$.xgafv",
            "access_token",
            "alt",
            "callback",
            "fields",
            "key",
            "oauth_token",
            "prettyPrint",
            "quotaUser",
            "upload_protocol",
            "uploadType");

    Parameters asked(String... allowed) {
        Parameters asked = call.request().parameters();
        for (Header parameter : asked.all()) {
            if (!STANDARD.contains(parameter.name()) && !Set.of(allowed).contains(parameter.name())) {
                throw GmailProblem.invalid("Invalid JSON payload received. Unknown name \"" + parameter.name()
                        + "\": Cannot bind query parameter.");
            }
        }
        return asked;
    }

    ObjectNode body(String... allowed) {
        ObjectNode body = object(call.request().body());
        for (String name : body.propertyNames()) {
            if (!Set.of(allowed).contains(name)) {
                throw GmailProblem.invalid(
                        "Invalid JSON payload received. Unknown name \"" + name + "\": Cannot find field.");
            }
        }
        return body;
    }

    Mail mail(String variable) {
        Mail mail = mailbox.mail(call.variable(variable));
        if (mail == null) {
            throw GmailProblem.notFound();
        }
        return mail;
    }

    /** The message of the body: {@code raw} and {@code threadId} in JSON, or a message/rfc822 upload. */
    Outgoing outgoing() {
        Request request = call.request();
        String type = request.headers().mediaType().toLowerCase(Locale.ROOT);
        if (type.equals("message/rfc822")) {
            return new Outgoing(request.body(), null);
        }
        return type.equals("multipart/related")
                ? related(request)
                : outgoing(body(
                        "raw",
                        "threadId",
                        "id",
                        "labelIds",
                        "snippet",
                        "historyId",
                        "internalDate",
                        "payload",
                        "sizeEstimate"));
    }

    static Outgoing outgoing(JsonNode message) {
        String thread = Json.text(message, "threadId", "");
        byte[] raw = base64(Json.text(message, "raw", ""));
        if (raw.length == 0) {
            throw GmailProblem.invalid(
                    "'raw' RFC822 payload message string or uploading message via /upload/* URL" + " required");
        }
        return new Outgoing(raw, thread.isEmpty() ? null : thread);
    }

    /** Google's multipart upload: a JSON part, then the message itself. */
    private static Outgoing related(Request request) {
        String head = "Content-Type: " + request.headers().first("Content-Type") + "\r\n\r\n";
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        MimePart both = MimeParser.parse((head + body).getBytes(StandardCharsets.ISO_8859_1));
        if (both.parts().size() != 2) {
            throw GmailProblem.invalid("A multipart upload has two parts.");
        }
        JsonNode json = object(both.parts().getFirst().content());
        String thread = Json.text(json.has("message") ? json.path("message") : json, "threadId", "");
        return new Outgoing(both.parts().getLast().content(), thread.isEmpty() ? null : thread);
    }

    private static ObjectNode object(byte[] bytes) {
        try {
            if (bytes.length == 0) {
                return Json.object();
            }
            if (Json.read(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw GmailProblem.invalid("Invalid JSON payload received. Parsing failed.");
        }
        throw GmailProblem.invalid("Invalid JSON payload received. Expected an object.");
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
        } catch (IllegalArgumentException e) {
            throw GmailProblem.invalid("Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed");
        }
    }

    /** A message to send or to keep as a draft. */
    record Outgoing(byte[] raw, @Nullable String threadId) {}
}
