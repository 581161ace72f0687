package dev.jarvis.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTests {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | retry-after       | 7                             | PT7S",
                "503 | retry-after       | 0                             | PT0S",
                "429 | retry-after       | Sun, 22 Nov 2026 10:00:30 GMT | PT30S",
                "429 | retry-after       | Sun, 22 Nov 2020 10:00:30 GMT | PT0S",
                "429 | retry-after       | 315360000                     | PT87600H",
                "429 | retry-after       | -5                            |",
                "429 | retry-after       | soon                          |",
                "429 | retry-after       | 9999999999999999999999        |",
                "429 | x-rate-limit-reset| 1795341660                    | PT1M",
                "429 | x-ratelimit-reset | 1795341660                    | PT1M",
                "200 | x-rate-limit-reset| 1795341660                    |",
                "429 | x-rate-limit-reset| 1                             | PT0S",
                "429 | date              | 7                             |",
            })
    void readsEveryForm(int status, String header, String value, Duration wait) {
        Reply reply = new Reply(status, Map.of(header, List.of(value)), new byte[0]);

        assertThat(RetryAfter.of(reply, "", NOW)).isEqualTo(java.util.Optional.ofNullable(wait));
    }

    @ParameterizedTest
    @CsvSource({
        "User-rate limit exceeded.  Retry after 2026-11-22T10:00:05.250Z, PT5.25S",
        "Retry after 2026-13-99T10:00:05Z,",
        "Retry after lunch,",
    })
    void readsGmailsWords(String words, Duration wait) {
        Reply reply = new Reply(403, Map.of(), new byte[0]);

        assertThat(RetryAfter.of(reply, words, NOW)).isEqualTo(java.util.Optional.ofNullable(wait));
    }
}
