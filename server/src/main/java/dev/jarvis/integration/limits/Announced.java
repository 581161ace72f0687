package dev.jarvis.integration.limits;

import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an answer says about the next one: not before then. Empty where it says nothing of the kind. */
final class Announced {
    /** Nobody is believed for longer. */
    static final Duration LONGEST = Duration.ofHours(24);

    /** After a 429 that says nothing. */
    static final Duration USUAL = Duration.ofSeconds(30);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,13}");
    private static final long FIRST_EPOCH_SECOND = 1_000_000_000L;
    private static final long FIRST_EPOCH_MILLI = 1_000_000_000_000L;
    private static final int LONGEST_WORDS = 10_000;

    static Optional<Instant> in(Reply reply, Instant now) {
        Optional<Instant> then = refused(reply, now).or(() -> usedUp(reply, now));
        return then.map(moment -> moment.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : moment)
                .filter(moment -> moment.isAfter(now));
    }

    /** Too many already; or a server that asks for time (RFC 9110 section 15.6.4). */
    private static Optional<Instant> refused(Reply reply, Instant now) {
        if (reply.status() == 429)
            return Optional.of(now.plus(RetryAfter.of(reply, words(reply), now)
                    .filter(Duration::isPositive)
                    .orElse(USUAL)));
        return reply.status() == 503 && reply.header("retry-after").isPresent()
                ? RetryAfter.of(reply, "", now).map(now::plus)
                : Optional.empty();
    }

    /** The last one of a window was just used. */
    private static Optional<Instant> usedUp(Reply reply, Instant now) {
        return number(reply, "x-rate-limit-remaining", "x-ratelimit-remaining", "ratelimit-remaining")
                .filter(left -> left == 0)
                .flatMap(_ -> number(reply, "x-rate-limit-reset", "x-ratelimit-reset", "ratelimit-reset"))
                .map(reset -> moment(reset, now));
    }

    /** Vendors write the end of a window in seconds or milliseconds since 1970, or in seconds from now. */
    private static Instant moment(long reset, Instant now) {
        if (reset >= FIRST_EPOCH_MILLI) return Instant.ofEpochMilli(reset);
        return reset >= FIRST_EPOCH_SECOND ? Instant.ofEpochSecond(reset) : now.plusSeconds(reset);
    }

    private static Optional<Long> number(Reply reply, String... names) {
        return Stream.of(names)
                .flatMap(name -> reply.header(name).stream())
                .map(String::strip)
                .filter(value -> NUMBER.matcher(value).matches())
                .map(Long::valueOf)
                .findFirst();
    }

    private static String words(Reply reply) {
        return reply.body().length > LONGEST_WORDS ? "" : reply.text();
    }

    private Announced() {}
}
