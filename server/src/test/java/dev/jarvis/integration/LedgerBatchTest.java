package dev.jarvis.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.activity.Activity;
import dev.jarvis.activity.Actor;
import dev.jarvis.integration.LedgerEntry.Finished;
import dev.jarvis.integration.LedgerEntry.Sending;
import dev.jarvis.integration.LedgerEntry.Verdict;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.GenericPlan;
import dev.jarvis.platform.db.Lane;
import dev.jarvis.platform.db.TestDatabase;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.sdk.ActivityType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class LedgerBatchTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient oracle = JdbcClient.create(database.superuserDataSource());
    private final Lane<LedgerEntry, Verdict> lane = lane("node-a");
    private final UUID person = oracle.sql("insert into users (email, name) values ('a@b.test', 'A') returning id")
            .query(UUID.class)
            .single();
    private final ObservatoryId one = observatory("One");
    private final ObservatoryId other = observatory("Other");
    private final UUID account = connect(one);

    @AfterEach
    void close() {
        lane.close();
        database.close();
    }

    @Test
    void keepsACallAsSendingBeforeItLeaves() {
        UUID call = UuidV7.next();

        assertThat(lane.put(sending(one, call, account, 1))).isEqualTo(Verdict.WRITTEN);

        assertThat(state(call)).isEqualTo("sending");
    }

    @Test
    void writesNothingWhenTheCredentialsChangedMeanwhile() {
        assertThat(lane.put(sending(one, UuidV7.next(), account, 2))).isEqualTo(Verdict.STALE);
        assertThat(count("calls")).isZero();
    }

    @Test
    void writesNothingOnAConnectionThatEnded() {
        oracle.sql("update integrations set status = 'disconnected'").update();

        assertThat(lane.put(sending(one, UuidV7.next(), account, 1))).isEqualTo(Verdict.STALE);
    }

    @Test
    void writesNothingOnAConnectionOfAnotherObservatory() {
        assertThat(lane.put(sending(other, UuidV7.next(), account, 1))).isEqualTo(Verdict.STALE);
        assertThat(count("calls")).isZero();
    }

    @Test
    void writesTheEndAndItsRowOfTheLogTogether() {
        UUID call = UuidV7.next();
        lane.put(sending(one, call, account, 1));

        assertThat(lane.put(finished(one, call, 1, "done"))).isEqualTo(Verdict.WRITTEN);

        assertThat(state(call)).isEqualTo("done");
        assertThat(count("activity_logs")).isOne();
    }

    @Test
    void refusesTheEndFromANodeThatLostTheCall() {
        UUID call = UuidV7.next();
        lane.put(sending(one, call, account, 1));
        oracle.sql("update calls set owner = 'node-b', epoch = 2").update();

        assertThat(lane.put(finished(one, call, 1, "done"))).isEqualTo(Verdict.STALE);

        assertThat(state(call)).isEqualTo("sending");
        assertThat(count("activity_logs")).isZero();
    }

    @Test
    void isHarmlessWhenABatchRunsTwice() {
        UUID call = UuidV7.next();
        LedgerEntry start = sending(one, call, account, 1);
        LedgerEntry end = finished(one, call, 1, "done");

        for (LedgerEntry entry : List.of(start, start, end, end))
            assertThat(lane.put(entry)).isEqualTo(Verdict.WRITTEN);

        assertThat(count("calls")).isOne();
        assertThat(count("activity_logs")).isOne();
    }

    @Test
    void letsABadEntryFailAloneAmongGoodOnes() throws InterruptedException {
        AtomicInteger written = new AtomicInteger();
        ConcurrentLinkedQueue<RuntimeException> refused = new ConcurrentLinkedQueue<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                LedgerEntry entry = i % 10 == 0 ? unreadable() : sending(one, UuidV7.next(), account, 1);
                threads.submit(() -> {
                    try {
                        if (lane.put(entry) == Verdict.WRITTEN) written.incrementAndGet();
                    } catch (RuntimeException e) {
                        refused.add(e);
                    }
                });
            }
        }
        assertThat(written).hasValue(180);
        assertThat(refused).hasSize(20).allMatch(Lane.LaneRefused.class::isInstance);
        assertThat(count("calls")).isEqualTo(180);
    }

    @Test
    void refusesMoreThanMayWaitInsteadOfGrowing() throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        try (Lane<String, String> full = database.lanes().open("full", 1, 1, (link, items) -> {
                    taken.countDown();
                    await(held);
                    return items;
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> full.put("is being written"));
            taken.await();
            threads.submit(() -> full.put("waits"));
            Awaitility.await().until(() -> full.waiting() == 1);

            assertThatThrownBy(() -> full.put("one too many")).isInstanceOf(Lane.LaneFull.class);
            held.countDown();
        }
    }

    @Test
    void findsEveryRowByItsWholeKeyEvenWhenThePlanWasMadeOnEmptyTables() {
        for (String statement : List.of(LedgerBatch.SENDING, LedgerBatch.FINISHED)) {
            String plan = GenericPlan.of(database.pipelineDataSource(), statement);
            assertThat(plan)
                    .as(plan)
                    .doesNotContain("Seq Scan", "Join Filter")
                    .containsPattern("Index Cond: \\(\\(observatory_id = t.observatory\\) AND \\(id = t.\\w+\\)\\)");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LedgerEntry unreadable() {
        Sending good = sending(one, UuidV7.next(), account, 1);
        return new Sending(
                one,
                good.call(),
                account,
                1,
                "twitter",
                "tweet",
                "unsafe",
                "medium",
                "{}",
                "{}",
                "{\"text\":\"\\u0000\"}",
                new byte[1]);
    }

    static Sending sending(ObservatoryId observatory, UUID call, UUID account, long version) {
        return new Sending(
                observatory,
                call,
                account,
                version,
                "twitter",
                "tweet",
                "unsafe",
                "medium",
                "{}",
                "{}",
                "{}",
                new byte[1]);
    }

    static Finished finished(ObservatoryId observatory, UUID call, long epoch, String state) {
        Activity activity = new Activity(
                observatory,
                UuidV7.next(),
                null,
                ActivityType.POST,
                "twitter/tweet",
                "Posted “Hallo”",
                "",
                Map.of("id", "1"),
                Activity.Status.SUCCESS,
                Actor.JARVIS,
                "by person",
                call,
                Instant.now());
        return new Finished(observatory, call, epoch, state, "{}", null, activity);
    }

    private Lane<LedgerEntry, Verdict> lane(String node) {
        return database.lanes()
                .open("test", 256, 10_000, new LedgerBatch(JsonMapper.builder().build(), node, 120));
    }

    private ObservatoryId observatory(String name) {
        return new ObservatoryId(oracle.sql("insert into observatories (owner_id, name) values (?, ?) returning id")
                .params(person, name)
                .query(UUID.class)
                .single());
    }

    private UUID connect(ObservatoryId observatory) {
        return oracle.sql("""
                        insert into integrations (observatory_id, platform, scheme, account_id, account_name, status)
                        values (?, 'twitter', 'keys', '1', '@a', 'connected') returning id
                        """).param(observatory.value()).query(UUID.class).single();
    }

    private String state(UUID call) {
        return oracle.sql("select state from calls where id = ?")
                .param(call)
                .query(String.class)
                .single();
    }

    private long count(String table) {
        return oracle.sql("select count(*) from " + table).query(Long.class).single();
    }
}
