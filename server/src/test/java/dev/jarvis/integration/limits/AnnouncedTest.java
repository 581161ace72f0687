package dev.jarvis.integration.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.sdk.Manifest.Limit;
import dev.jarvis.sdk.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncedTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // status, retry-after, remaining, reset, seconds to wait
                "429, 7, -, -, 7",
                "429, 'Sun, 22 Nov 2026 10:01:00 GMT', -, -, 60",
                "429, 'Sun, 22 Nov 2026 09:00:00 GMT', -, -, 30",
                "429, rubbish, -, -, 30",
                "429, 315360000, -, -, 86400",
                "429, -, 0, 1795341900, 300",
                "429, -, -, -, 30",
                "503, 12, -, -, 12",
                "503, -, -, -, -",
                "200, -, 1, 600, -",
                "200, -, 0, 600, 600",
                "200, -, 0, 1795341900, 300",
                "200, -, 0, 1795341900000, 300",
                "200, -, 0, -, -",
                "200, -, zero, 600, -",
                "404, -, -, -, -",
            })
    void readsEachFormThatVendorsWrite(int status, String retryAfter, String remaining, String reset, Long seconds) {
        Map<String, List<String>> headers = new HashMap<>();
        if (retryAfter != null) headers.put("retry-after", List.of(retryAfter));
        if (remaining != null) headers.put("x-rate-limit-remaining", List.of(remaining));
        if (reset != null) headers.put("x-rate-limit-reset", List.of(reset));
        Reply reply = new Reply(status, headers, new byte[0]);
        if (seconds == null) assertThat(Announced.in(reply, NOW)).isEmpty();
        else assertThat(Announced.in(reply, NOW)).hasValue(NOW.plusSeconds(seconds));
    }

    @Test
    void givesAsManyPlacesAWindowAsTheManifestSays() {
        Bucket bucket = new Bucket();
        Limit limit = new Limit("/", 3, 60);
        for (int i = 0; i < 3; i++) assertThat(bucket.take(limit, NOW)).isNull();
        assertThat(bucket.take(limit, NOW.plusSeconds(59))).isEqualTo(NOW.plusSeconds(60));
        assertThat(bucket.take(limit, NOW.plusSeconds(60))).isNull();
    }

    @Test
    void staysClosedForTheLongestThatWasSaid() {
        Bucket bucket = new Bucket();
        assertThat(bucket.close(NOW.plusSeconds(10))).isTrue();
        assertThat(bucket.close(NOW.plusSeconds(5))).isFalse();
        assertThat(bucket.take(null, NOW)).isEqualTo(NOW.plusSeconds(10));
        assertThat(bucket.take(null, NOW.plus(Duration.ofSeconds(10)))).isNull();
    }
}
