package dev.jarvis.connectors.gmail;

import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Request;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds a mail whose answer was lost.
 *
 * <p>Two marks go out with every mail. Our own Message-ID can be searched ({@code rfc822msgid:}), but Google promises nowhere
 * to keep it, and people who send through the API report that it is replaced and not even kept as
 * X-Google-Original-Message-ID (github.com/FlowCrypt/flowcrypt-browser issue 4273, github.com/gauteh/lieer issue 198). A
 * header of our own stays, but cannot be searched; so the mails sent since then are looked through for it. It holds nothing
 * but the number of the act.
 */
final class Marker {
    static final String HEADER = "X-Jarvis-Call";
    /** Google's clock and the database's may differ by this; Gmail's {@code after:} takes whole seconds. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

    private static final int MOST_LOOKED_AT = 100;

    private Marker() {}

    static String messageId(Call call, String from) {
        return "<%s@%s>".formatted(call.key(), from.substring(from.lastIndexOf('@') + 1));
    }

    /**
     * @return the message as Gmail lists it: {@code id} and {@code threadId}
     * @throws PlatformException {@link ErrorKind#NO_ANSWER} when more was sent since than can be looked through
     */
    static Optional<JsonNode> find(GmailIntegration gmail, Call call) {
        String id = messageId(call, gmail.address());
        JsonNode byId = list(gmail, "in:sent rfc822msgid:" + id.substring(1, id.length() - 1));
        for (JsonNode message : byId.path("messages")) return Optional.of(message);
        long since = call.plannedAt().minus(CLOCKS_APART).getEpochSecond();
        JsonNode sent = list(gmail, "in:sent after:" + since);
        for (JsonNode message : sent.path("messages")) if (carries(gmail, message, call)) return Optional.of(message);
        if (sent.has("nextPageToken"))
            throw new PlatformException(
                    ErrorKind.NO_ANSWER,
                    "Cannot tell whether the mail was sent: more than %d were sent since".formatted(MOST_LOOKED_AT));
        return Optional.empty();
    }

    private static JsonNode list(GmailIntegration gmail, String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", query);
        parameters.put("maxResults", Integer.toString(MOST_LOOKED_AT));
        return gmail.ask(Request.get(gmail.mine("/messages", parameters)));
    }

    private static boolean carries(GmailIntegration gmail, JsonNode message, Call call) {
        String path = "/messages/" + message.path("id").asString("");
        JsonNode read =
                gmail.ask(Request.get(gmail.mine(path, Map.of("format", "metadata", "metadataHeaders", HEADER))));
        return Headers.of(read.path("payload")).raw(HEADER).equals(call.key());
    }
}
