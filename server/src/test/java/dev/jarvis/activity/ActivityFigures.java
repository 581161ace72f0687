package dev.jarvis.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.testing.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Figures, not checks, so no run of all tests takes it along; {@code ./jarvis bench activity} does. */
class ActivityFigures {
    private static final int SHORT = 1_000_000;
    private static final int LONG = Integer.getInteger("jarvis.figures.rows", 10_000_000);
    private static final int SECONDS = 8;
    private static final int ROUNDS = 3;
    private static final int MONTHS = 6;
    private static final int CALLS = Integer.getInteger("jarvis.figures.calls", 2_000);

    /** The rows of call n come in two: pending, then success or, of every thousandth call, failed. */
    private static final String FILL = """
            insert into activity_logs (observatory_id, id, type, action, title, description, metadata, status, actor_kind,
                                       actor_id, actor_name, consent, call_id, salt, digest)
            select ?::uuid,
                   overlay(overlay(md5('row' || n)::uuid::text
                           placing substr(jarvis_uuidv7_floor(?::timestamptz + n * ?::float8 * interval '1 microsecond')::text, 1, 13)
                           from 1 for 13) placing '7' from 15 for 1)::uuid,
                   case when n % 10 < 7 then 'post' else 'email' end, 'twitter/tweet', 'Posted number ' || n,
                   'What was posted, in a line or two of words', '{"url": "https://x.com/jarvis/status/1"}',
                   case when n % 2 = 0 then 'pending' when n % 1000 = 999 then 'failed' else 'success' end,
                   'person', '018f0000-0000-7000-8000-00000000ada0', 'Ada', 'by person', md5('call' || n / 2)::uuid,
                   decode(md5('salt' || n), 'hex'), sha256(int8send(n))
            from generate_series(?::bigint, ?::bigint) n
            """;

    private final Measured measured = new Measured();

    @Test
    void listsALongLogAsFastAsAShortOne() {
        try (Log small = new Log(SHORT);
                Log large = new Log(LONG)) {
            System.out.printf(
                    Locale.ROOT,
                    "%-38s %10s %10s %10s %10s %6s%n",
                    "page of 50",
                    "1M p50",
                    "1M p99",
                    "long p50",
                    "long p99",
                    "ratio");
            for (String query : List.of("", "history=true", "type=email", "status=failed", "q=number"))
                compare(small, large, query, false);
            compare(small, large, "", true);
            compare(small, large, "q=nowhere", false);
        }
        measured.store();
    }

    private void compare(Log small, Log large, String query, boolean deep) {
        ActivityFilter filter = ActivityListTest.filter(query);
        int calls = query.equals("q=nowhere") ? CALLS / 20 : CALLS;
        for (int i = 0; i < calls / 5; i++) {
            small.page(filter, deep);
            large.page(filter, deep);
        }
        long[] one = new long[calls];
        long[] other = new long[calls];
        for (int i = 0; i < calls; i++) { // in turns, so that a busy machine is busy for both
            one[i] = small.page(filter, deep);
            other[i] = large.page(filter, deep);
        }
        String list = (query.isEmpty() ? "newest" : query) + (deep ? ", at any place" : "");
        measured.figure(
                "activity list of 50 (%s): p99 at %dM rows over 1M".formatted(list, LONG / SHORT),
                "x",
                at(other, 0.99) / at(one, 0.99));
        System.out.printf(
                Locale.ROOT,
                "%-38s %8.3fms %8.3fms %8.3fms %8.3fms %6.2f%n",
                list,
                at(one, 0.5),
                at(one, 0.99),
                at(other, 0.5),
                at(other, 0.99),
                at(other, 0.99) / at(one, 0.99));
    }

    @Test
    void sealsFasterThanAnyoneWrites() throws Exception {
        try (LogFixture fixture = new LogFixture()) {
            List<ObservatoryId> all =
                    Stream.generate(fixture::founded).limit(100).toList();
            written(fixture, all, SECONDS / 2, Integer.MAX_VALUE, true); // warm
            double[] cost = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                fixture.sealer.seal();
                double without = written(fixture, all, SECONDS, Integer.MAX_VALUE, false);
                fixture.sealer.seal();
                double with = written(fixture, all, SECONDS, Integer.MAX_VALUE, true);
                cost[round] = 100 * (1 - with / without);
                System.out.printf(
                        Locale.ROOT,
                        "written: %.0f rows/s without a sealer, %.0f with it each second%n",
                        without,
                        with);
            }
            measured.figure("write cost of sealing the log each second", "%", cost);
            fixture.sealer.seal();
            double paced = written(fixture, all, SECONDS, 5_000, true);
            System.out.printf(
                    Locale.ROOT,
                    "at %.0f rows/s with the sealer each second, %d rows waited at the end%n",
                    paced,
                    waiting(fixture));
            fixture.sealer.seal();
            written(fixture, all, SECONDS, Integer.MAX_VALUE, false);
            long waiting = fixture.count("select count(*) from activity_logs")
                    - fixture.count("select count(*) from activity_seals");
            long start = System.nanoTime();
            fixture.sealer.seal();
            double seconds = (System.nanoTime() - start) / 1e9;
            measured.figure("sealing of a backlog", "rows/s", waiting / seconds);
            System.out.printf(
                    Locale.ROOT, "sealed: %d rows in %.2f s, %.0f rows/s%n", waiting, seconds, waiting / seconds);
            start = System.nanoTime();
            long sealed = 0;
            for (ObservatoryId one : all) {
                ChainReport report = fixture.check.verify(one);
                assertThat(report).isInstanceOf(ChainReport.Intact.class);
                sealed += report.counts().sealed();
            }
            seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT, "verified: %d rows in %.2f s, %.0f rows/s%n", sealed, seconds, sealed / seconds);
            measured.figure("check of the log's chain", "rows/s", sealed / seconds)
                    .store();
        }
    }

    private static long waiting(LogFixture fixture) {
        return fixture.count("select count(*) from activity_logs")
                - fixture.count("select count(*) from activity_seals");
    }

    /** 8 writers with 20 rows a commit, as the lane has them, no faster than this together. */
    private static double written(LogFixture fixture, List<ObservatoryId> all, int seconds, int most, boolean sealing)
            throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong rows = new AtomicLong();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = new ArrayList<>();
            if (sealing) work.add(threads.submit(() -> keepSealing(fixture.sealer, done)));
            for (int i = 0; i < 8; i++)
                work.add(threads.submit(() -> keepWriting(fixture, all, rows, start, most, done)));
            Thread.sleep(Duration.ofSeconds(seconds));
            done.set(true);
            for (Future<?> one : work) one.get();
        }
        return rows.get() / ((System.nanoTime() - start) / 1e9);
    }

    private static Void keepSealing(Sealer sealer, AtomicBoolean done) throws InterruptedException {
        while (!done.get()) {
            sealer.seal();
            Thread.sleep(Duration.ofSeconds(1));
        }
        return null;
    }

    private static Void keepWriting(
            LogFixture fixture, List<ObservatoryId> all, AtomicLong rows, long start, int most, AtomicBoolean done)
            throws InterruptedException {
        while (!done.get()) {
            ObservatoryId one = all.get(ThreadLocalRandom.current().nextInt(all.size()));
            fixture.write(Stream.generate(() -> Activities.posted(one, "Posted"))
                    .limit(20)
                    .toList());
            double ahead = rows.addAndGet(20) / (double) most - (System.nanoTime() - start) / 1e9;
            if (ahead > 0) Thread.sleep(Duration.ofNanos((long) (ahead * 1e9)));
        }
        return null;
    }

    private static double at(long[] nanos, double part) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.round(part * sorted.length))] / 1e6;
    }

    /** A log of so many rows over the last months, sealed as far as lists can tell. */
    private static final class Log implements AutoCloseable {
        private static final int AT_ONCE = 250_000;
        private final LogFixture fixture = new LogFixture();
        private final ObservatoryId here = LogFixture.observatory();
        private final Instant start = Instant.now().minus(Duration.ofDays(30L * MONTHS));

        Log(int rows) {
            long before = System.nanoTime();
            run(
                    "select activity_partition_ensure((current_date - make_interval(months => m))::date) from generate_series(0, ?) m",
                    MONTHS + 1);
            double step = Duration.ofDays(30L * MONTHS).toNanos() / 1e3 / rows;
            for (long n = 0; n < rows; n += AT_ONCE)
                fixture.superuser
                        .sql(FILL)
                        .params(here.value(), start.toString(), step, n, Math.min(n + AT_ONCE, rows) - 1)
                        .update();
            fixture.superuser.sql("""
                    insert into activity_seals select observatory_id, row_number() over (order by id), id, digest
                    from activity_logs where observatory_id = ?""").param(here.value()).update();
            fixture.superuser.sql("vacuum analyze activity_logs").update();
            fixture.superuser.sql("vacuum analyze activity_seals").update();
            System.out.printf(Locale.ROOT, "%,d rows filled in %.0f s%n", rows, (System.nanoTime() - before) / 1e9);
        }

        long page(ActivityFilter filter, boolean deep) {
            UUID before = deep ? anywhere() : null;
            long from = System.nanoTime();
            int found = fixture.list
                    .page(here, filter, before, 50, ActivityList.LOOKED_AT)
                    .items()
                    .size();
            long took = System.nanoTime() - from;
            if (filter.q() == null || !filter.q().equals("nowhere"))
                assertThat(found).isEqualTo(50);
            return took;
        }

        private UUID anywhere() {
            long days = 30L * MONTHS - 3;
            return UuidV7.floor(start.plusSeconds(Duration.ofDays(3).toSeconds()
                    + ThreadLocalRandom.current()
                            .nextLong(Duration.ofDays(days - 3).toSeconds())));
        }

        private void run(String query, @Nullable Object... values) {
            fixture.superuser.sql(query).params(values).query((row, _) -> 0).list();
        }

        @Override
        public void close() {
            fixture.close();
        }
    }
}
