package dev.jarvis.sdk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What a platform answered.
 *
 * @param headers names in lower case
 * @param body at most 10 MB, already inflated
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy of ten megabytes would be waste
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as JSON.
     *
     * @throws PlatformException {@link ErrorKind#TRANSIENT} when it is none, as when a proxy answers with a page
     */
    public JsonNode json() {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException e) {
            throw new PlatformException(
                    ErrorKind.TRANSIENT,
                    "The platform answered %d with something that is not JSON.".formatted(status),
                    status,
                    null,
                    e);
        }
    }

    @Override
    public String toString() {
        return "Reply[status=%d, %d bytes]".formatted(status, body.length);
    }
}
