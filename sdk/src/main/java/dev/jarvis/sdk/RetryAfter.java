package dev.jarvis.sdk;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a platform asks to wait. Known forms: {@code Retry-After} in seconds or as an HTTP date (RFC 9110 section
 * 10.2.3), {@code x-rate-limit-reset} and {@code x-ratelimit-reset} in seconds since 1970 (X), and Gmail's words "Retry
 * after 2026-11-22T10:00:00.000Z".
 */
public final class RetryAfter {
    private static final Pattern IN_WORDS = Pattern.compile("Retry after (\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");

    private RetryAfter() {}

    /**
     * @param words the platform's own, where it says it there; may be empty
     * @return never negative: a moment that has passed is no wait
     */
    public static Optional<Duration> of(Reply reply, String words, Instant now) {
        return reply.header("retry-after")
                .flatMap(value -> seconds(value).map(Duration::ofSeconds).or(() -> until(date(value), now)))
                .or(() -> until(reset(reply), now))
                .or(() -> until(inWords(words), now));
    }

    private static Optional<Instant> reset(Reply reply) {
        return reply.header("x-rate-limit-reset")
                .or(() -> reply.header("x-ratelimit-reset"))
                .filter(anything -> reply.status() == 429) // sent with every answer, so it asks nothing of the others
                .flatMap(RetryAfter::seconds)
                .map(Instant::ofEpochSecond);
    }

    private static Optional<Instant> inWords(String words) {
        Matcher found = IN_WORDS.matcher(words);
        return found.find() ? parsed(found.group(1), DateTimeFormatter.ISO_INSTANT) : Optional.empty();
    }

    private static Optional<Instant> date(String value) {
        return parsed(value, DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    private static Optional<Instant> parsed(String text, DateTimeFormatter form) {
        try {
            return Optional.of(form.parse(text, Instant::from));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Optional<Long> seconds(String text) {
        return Optional.of(text.strip())
                .filter(value -> NUMBER.matcher(value).matches())
                .map(Long::valueOf);
    }

    private static Optional<Duration> until(Optional<Instant> moment, Instant now) {
        return moment.map(then -> then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
    }
}
