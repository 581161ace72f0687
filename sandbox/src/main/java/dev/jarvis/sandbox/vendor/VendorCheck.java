package dev.jarvis.sandbox.vendor;

import dev.jarvis.sandbox.http.Json;
import dev.jarvis.sandbox.http.Request;
import dev.jarvis.sandbox.ledger.LedgerEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Says whether requests and replies are what a vendor's OpenAPI 3.0 description allows.
 *
 * <pre>{@code
 * VendorCheck x = VendorCheck.of(folder.resolve("x.json"), "/x");
 * assertThat(x.check(entry)).isEmpty();
 * }</pre>
 *
 * <p>Descriptions are kept outside the project; {@link #folder} says where. Safe for many threads.
 */
public final class VendorCheck {

    private final Description description;
    private final String prefix;

    private VendorCheck(Description description, String prefix) {
        this.description = description;
        this.prefix = prefix;
    }

    /** The folder named by {@code JARVIS_VENDOR_APIS}, or null where none is named. */
    public static @Nullable Path folder() {
        String named = System.getenv("JARVIS_VENDOR_APIS");
        return named == null || named.isBlank() ? null : Path.of(named);
    }

    /** @param prefix what the platform's paths start with at the sandbox, such as {@code /x} */
    public static VendorCheck of(Path openApi, String prefix) {
        return new VendorCheck(Description.read(openApi), prefix);
    }

    /** Whether the description has the operation at all; vendors' files leave some out. */
    public boolean describes(String method, String path) {
        return operation(method, path).isPresent();
    }

    /** What is wrong with a request; empty where nothing is. An operation that is not described is itself a problem. */
    public List<String> check(LedgerEntry entry) {
        Request request = entry.request();
        return operation(request.method(), request.path())
                .map(operation -> new RequestCheck(description, operation, request, local(request.path())).problems())
                .orElseGet(() -> List.of(request.method() + " " + request.path() + ": is not in the description"));
    }

    /** What is wrong with a JSON reply to a request of this method and path. */
    public List<String> checkReply(String method, String path, int status, byte[] body) {
        return operation(method, path)
                .map(operation -> replyProblems(operation, status, body))
                .orElseGet(() -> List.of(method + " " + path + ": is not in the description"));
    }

    private List<String> replyProblems(Operation operation, int status, byte[] body) {
        JsonNode replies = operation.definition().path("responses");
        JsonNode reply = description.resolved(
                replies.has(Integer.toString(status))
                        ? replies.path(Integer.toString(status))
                        : replies.path("default"));
        if (reply.isMissingNode()) {
            return List.of(operation.template() + ": has no reply with status " + status);
        }
        List<List<String>> byType = new ArrayList<>();
        reply.path("content").forEachEntry((type, media) -> byType.add(bodyProblems(media.path("schema"), body)));
        return byType.stream()
                .filter(List::isEmpty)
                .findFirst()
                .orElseGet(() -> byType.isEmpty() ? List.of() : byType.getFirst());
    }

    private List<String> bodyProblems(JsonNode schema, byte[] body) {
        try {
            return description.problems(schema, Json.read(body), "reply");
        } catch (JacksonException e) {
            return List.of("reply: is not JSON");
        }
    }

    private Optional<Operation> operation(String method, String path) {
        return description.operation(method, local(path));
    }

    /** Google's upload addresses are the operations' own with a prefix before them. */
    private String local(String path) {
        String below = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
        return below.startsWith("/upload/") ? below.substring("/upload".length()) : below;
    }
}
