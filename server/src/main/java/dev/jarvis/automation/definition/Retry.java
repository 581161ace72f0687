package dev.jarvis.automation.definition;

import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Omissible;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.ErrorKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * When a failed step is tried again. Only for errors after which nothing happened: what is ambiguous is never repeated.
 *
 * @param attempts tries in all, 1 to 20
 * @param first the pause after the first try; each next one is twice as long. 1 s when absent
 * @param most the longest pause; a Retry-After of the platform may be longer. 10 minutes when absent
 * @param on the kinds of error, in lower case, such as {@code rate_limited}; those that pass by themselves when absent
 */
public record Retry(
        int attempts,
        @Omissible Duration first,
        @Omissible Duration most,
        @Omissible Set<String> on) {
    private static final Duration USUAL_FIRST = Duration.ofSeconds(1);
    private static final Duration USUAL_MOST = Duration.ofMinutes(10);
    private static final Set<String> KINDS =
            Arrays.stream(ErrorKind.values()).map(Retry::word).collect(Collectors.toCollection(TreeSet::new));
    private static final Set<String> PASSING = Arrays.stream(ErrorKind.values())
            .filter(ErrorKind::passes)
            .map(Retry::word)
            .collect(Collectors.toCollection(TreeSet::new));

    /** One try. */
    public static final Retry NONE = new Retry(1, USUAL_FIRST, USUAL_MOST, PASSING);

    public Retry {
        Input.between("attempts", attempts, 1, 20);
        if (first == null) first = USUAL_FIRST;
        if (most == null) most = first.compareTo(USUAL_MOST) > 0 ? first : USUAL_MOST;
        Texts.between("first", first, Duration.ofMillis(100), Duration.ofDays(1));
        Texts.between("most", most, first, Duration.ofDays(7));
        on = on == null ? PASSING : Collections.unmodifiableSet(new TreeSet<>(on)); // always written in the same order
        if (!KINDS.containsAll(on)) throw Problem.badInput("on", "must hold only " + String.join(", ", KINDS));
        if (on.contains(word(ErrorKind.NO_ANSWER)))
            throw Problem.badInput("on", "must not hold no_answer: nobody knows whether it happened");
    }

    /** @param tried how often so far */
    public boolean covers(ErrorKind kind, int tried) {
        return tried < attempts && on.contains(word(kind));
    }

    /**
     * The pause before the next try: between half of it and the whole, so that many do not come back together.
     *
     * @param tried how often so far, from 1
     */
    public Duration pause(int tried, RandomGenerator random) {
        double whole = Math.min((double) most.toMillis(), first.toMillis() * Math.pow(2, tried - 1.0));
        return Duration.ofMillis((long) (whole / 2 + random.nextDouble() * whole / 2));
    }

    private static String word(ErrorKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
