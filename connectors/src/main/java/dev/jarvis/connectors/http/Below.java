package dev.jarvis.connectors.http;

import dev.jarvis.sdk.InvalidInput;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps what a caller gives below the connection's address, and its authorization the connection's. */
final class Below {
    private static final Set<String> OURS =
            Set.of("authorization", "host", "content-length", "transfer-encoding", "connection", "idempotency-key");

    /** Not left to {@link URI#normalize}, which keeps the dots that would climb above the root. */
    private static final Set<String> DOTS = Set.of(".", "..");

    private Below() {}

    static void check(String path) {
        if (!path.startsWith("/") || path.startsWith("//")) throw new InvalidInput("path", "must begin with one slash");
        try {
            URI uri = URI.create("https://host.test" + path);
            boolean climbs = Stream.of(uri.getRawPath().split("/", -1)).anyMatch(DOTS::contains)
                    || uri.getRawPath().contains("//");
            if (climbs
                    || uri.getRawFragment() != null
                    || path.toLowerCase(Locale.ROOT).contains("%2e"))
                throw new InvalidInput("path", "must be plain: without .., // and #");
        } catch (IllegalArgumentException e) {
            throw e instanceof InvalidInput own ? own : new InvalidInput("path", "must be written as in an address");
        }
    }

    static void checkHeaders(@Nullable Map<String, String> headers) {
        if (headers == null) return;
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9-]{1,100}") || OURS.contains(name.toLowerCase(Locale.ROOT)))
                throw new InvalidInput("headers", "may not hold " + name);
            if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127))
                throw new InvalidInput("headers", "must be plain text");
        });
    }
}
