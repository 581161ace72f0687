package dev.jarvis.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTests {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "400, VALIDATION", "401, AUTH_EXPIRED", "402, QUOTA", "403, PERMANENT", "404, NOT_FOUND", "409, CONFLICT",
        "410, NOT_FOUND", "413, VALIDATION", "422, VALIDATION", "429, RATE_LIMITED", "500, TRANSIENT", "503, TRANSIENT",
        "301, PERMANENT", "451, PERMANENT",
    })
    void readsTheStatusWhereNoRuleFits(int status, ErrorKind kind) {
        assertThat(read(status, "{}", Map.of()).kind()).isEqualTo(kind);
    }

    @Test
    void takesTheFirstRuleThatFits() {
        Manifest.ErrorRule quota = rule(429, "/code", "used-up", ErrorKind.QUOTA, "Wait for tomorrow.");
        Manifest.ErrorRule fast = rule(429, null, null, ErrorKind.RATE_LIMITED, null);

        PlatformException refused = read(429, "{\"code\": \"used-up\"}", Map.of(), quota, fast);
        assertThat(refused.kind()).isEqualTo(ErrorKind.QUOTA);
        assertThat(refused.words()).endsWith("Wait for tomorrow.");
        assertThat(read(429, "{}", Map.of(), quota, fast).kind()).isEqualTo(ErrorKind.RATE_LIMITED);
    }

    @Test
    void readsARefusalInA200OnlyWhereARuleNamesThatStatus() {
        Reply reply = reply(200, "{\"ok\": false, \"error\": \"channel_not_found\"}", Map.of());

        assertThat(Refusal.is(manifest(rule(200, "/ok", "false", ErrorKind.PERMANENT, null)), reply))
                .isTrue();
        assertThat(Refusal.is(manifest(rule(0, "/error", null, ErrorKind.PERMANENT, null)), reply))
                .isFalse();
        assertThat(Refusal.is(manifest(rule(200, "/nope", "false", ErrorKind.PERMANENT, null)), reply))
                .isFalse();
    }

    @Test
    void needsAPersonWhereNothingCanBeRefreshed() {
        PlatformException refused = new Refusal(manifest(), reply(401, "{}", Map.of())).exception(NOW, false);

        assertThat(refused.kind()).isEqualTo(ErrorKind.AUTH_REVOKED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Retry-After         | 120                           | 120
            Retry-After         | Sun, 22 Nov 2026 10:02:00 GMT | 120
            Retry-After         | Sun, 22 Nov 2026 09:00:00 GMT | 0
            X-Rate-Limit-Reset  | 1795341720                    | 120
            x-ratelimit-reset   | 1795341720                    | 120
            Retry-After         | soon                          |
            """)
    void readsHowLongToWait(String header, String value, Long seconds) {
        Duration wait = read(429, "{}", Map.of(header.toLowerCase(java.util.Locale.ROOT), List.of(value)))
                .retryAfter();

        assertThat(wait).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void readsGmailsWordsAboutWaiting() {
        String body = "{\"error\": {\"message\": \"Rate limit. Retry after 2026-11-22T10:15:00.000Z (Mail sending)\"}}";

        assertThat(read(429, body, Map.of()).retryAfter()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void quotesThePlatformInOneShortLine() {
        String words = read(400, "{\"detail\": \"Bad\\n\\u0000\\tthing %s\"}".formatted("x".repeat(1000)), Map.of())
                .words();

        assertThat(words)
                .startsWith("Acme answered 400: Bad thing xxx")
                .hasSizeLessThan(450)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "null", "[]", "\"text\"", "{\"error\": {\"deep\": {}}}", "{\"detail\": [1]}"})
    void survivesAnyBody(String body) {
        assertThat(read(500, body, Map.of()).kind()).isEqualTo(ErrorKind.TRANSIENT);
    }

    private static PlatformException read(
            int status, String body, Map<String, List<String>> headers, Manifest.ErrorRule... rules) {
        return new Refusal(manifest(rules), reply(status, body, headers)).exception(NOW, true);
    }

    private static Reply reply(int status, String body, Map<String, List<String>> headers) {
        return new Reply(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Manifest.ErrorRule rule(int status, String path, String equals, ErrorKind kind, String message) {
        return new Manifest.ErrorRule(status, path, equals, kind, message);
    }

    private static Manifest manifest(Manifest.ErrorRule... rules) {
        return new Manifest(
                "acme",
                1,
                "Acme",
                "Acme.",
                "other",
                "https://docs.acme.com",
                Map.of("api", URI.create("https://api.acme.com")),
                List.of("api.acme.com"),
                List.of(new AuthScheme.Keys("key", "Key", "bearer", List.of())),
                List.of(),
                List.of(),
                List.of(rules));
    }
}
