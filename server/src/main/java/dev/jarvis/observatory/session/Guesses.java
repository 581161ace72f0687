package dev.jarvis.observatory.session;

import dev.jarvis.observatory.Email;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts attempts to sign in, on all nodes together, in windows of a quarter of an hour: by account, by address, and in
 * all. An attempt is counted before it is judged, so that many at once cannot slip through; one that succeeds is taken
 * back. Nobody is locked out for longer than the window.
 */
final class Guesses {
    static final int OF_AN_ACCOUNT = 10;
    static final int OF_AN_ADDRESS = 100;
    static final int IN_ALL = 2000;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final String WINDOW_START = "to_timestamp(floor(extract(epoch from now()) / 900) * 900)";
    private final TenantTransactions db;
    private final JdbcClient jdbc;

    Guesses(TenantTransactions db, JdbcClient jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /** What an attempt counts against. */
    record Attempt(Map<String, Integer> limits) {
        /** In a browser that this person has used before: strangers' attempts do not count against it. */
        static Attempt fromKnown(UUID device) {
            return new Attempt(Map.of("device:" + device, OF_AN_ACCOUNT));
        }

        static Attempt of(Email account, String address) {
            Map<String, Integer> limits = new TreeMap<>(); // one order for all, so that two attempts cannot deadlock
            limits.put("account:" + account, OF_AN_ACCOUNT);
            limits.put("address:" + Network.of(address), OF_AN_ADDRESS);
            limits.put("all", IN_ALL);
            return new Attempt(limits);
        }
    }

    /** @throws Problem 429 when there were too many, with the time until the window ends */
    void count(Attempt attempt) {
        List<Count> counts = db.global(
                () -> attempt.limits().keySet().stream().map(this::countOne).toList());
        counts.stream()
                .filter(count -> count.failures() > attempt.limits().getOrDefault(count.bucket(), 0))
                .max(Comparator.comparing(Count::secondsLeft))
                .ifPresent(over -> {
                    throw tooMany(Duration.ofSeconds(over.secondsLeft()));
                });
    }

    private record Count(String bucket, int failures, long secondsLeft) {}

    private Count countOne(String bucket) {
        Count count = jdbc.sql("""
                insert into guesses (bucket, window_start, failures) values (?, %s, 1)
                on conflict (bucket, window_start) do update set failures = guesses.failures + 1
                returning bucket, failures,
                    ceil(extract(epoch from window_start + make_interval(secs => ?) - now()))::bigint as seconds_left""".formatted(WINDOW_START))
                .params(bucket, WINDOW.toSeconds())
                .query(Count.class)
                .single();
        if (count.failures() == 1) forgetTheOld();
        return count;
    }

    /** The attempt was right: it counts against nobody, and its account starts anew. */
    void takeBack(Attempt attempt) {
        db.global(() -> attempt.limits()
                .keySet()
                .forEach(bucket ->
                        jdbc.sql("""
                update guesses set failures = case when bucket like 'account:%%' or bucket like 'device:%%' then 0 else greatest(failures - 1, 0) end
                where bucket = ? and window_start = %s""".formatted(WINDOW_START)).param(bucket).update()));
    }

    private void forgetTheOld() {
        jdbc.sql("delete from guesses where window_start < now() - interval '1 day'")
                .update();
    }

    private static Problem tooMany(Duration wait) {
        return Problem.of(429, "too-many-attempts", "There were too many attempts to sign in. Wait and try again.")
                .retryAfter(wait);
    }
}
