package dev.jarvis.integration.oauth;

import dev.jarvis.integration.Platform;
import dev.jarvis.integration.Surroundings;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Request;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How far this machine's clock is ahead of a platform's, by the Date header of any answer (RFC 9110 section 6.6.1). */
final class Skew {
    /** Null where the platform cannot be reached or does not say. Sends no credential. */
    static @Nullable Duration of(Surroundings around, Platform platform) {
        try {
            Request bare = Request.get(around.endpoints(platform).of("token"));
            return around.http(platform)
                    .send(bare)
                    .header("date")
                    .map(date -> Duration.between(parsed(date), around.clock().instant()))
                    .orElse(null);
        } catch (PlatformException | DateTimeException e) {
            return null;
        }
    }

    private static Instant parsed(String date) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
    }

    private Skew() {}
}
