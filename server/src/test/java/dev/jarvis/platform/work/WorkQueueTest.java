package dev.jarvis.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.platform.db.Lane;
import dev.jarvis.platform.db.Lanes;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.work.WorkTable.Claim;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private final Rig rig = new Rig();
    private final UUID shop = UUID.randomUUID();
    private final UUID bakery = UUID.randomUUID();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void doesEachTaskOnceOnSeveralNodes() {
        Map<UUID, AtomicInteger> times = new ConcurrentHashMap<>();
        for (int node = 0; node < 3; node++)
            rig.start(task -> {
                times.computeIfAbsent(task.id(), _ -> new AtomicInteger()).incrementAndGet();
                return Verdict.DONE;
            });

        List<UUID> tasks = IntStream.range(0, 300)
                .mapToObj(n -> rig.put(n % 2 == 0 ? shop : bakery))
                .toList();

        await().until(() -> rig.count("true") == 0);
        assertThat(times.keySet()).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(times.values()).allSatisfy(count -> assertThat(count).hasValue(1));
    }

    @Test
    void putsAnIdOnce() {
        UUID id = UuidV7.next();

        assertThat(rig.put(NewTask.of(shop, id, Rig.KIND, "{}"))).isTrue();
        assertThat(rig.put(NewTask.of(shop, id, Rig.KIND, "{\"other\":1}"))).isFalse();

        assertThat(rig.count("payload = '{}'")).isOne();
    }

    @Test
    void writesTheEndOfATaskWhenTheDatabaseIsBackHoweverLongItWasAway() {
        AtomicBoolean away = new AtomicBoolean();
        AtomicInteger refusals = new AtomicInteger();
        AtomicInteger times = new AtomicInteger();
        Endings endings = new Endings();
        Lane.Batch<Ending, Boolean> batch = (connection, items) -> {
            if (!away.get()) return endings.commit(connection, items);
            refusals.incrementAndGet();
            throw new SQLException("away", "08006");
        };
        Duration patience = Duration.ofMillis(150);
        Lane<Ending, Boolean> lane = new Lanes(rig.database.pipelineDataSource(), patience).open("away", 8, 8, batch);
        try (TaskEndings kept = new TaskEndings(lane, rig.tries)) {
            TaskHandler handler = Rig.handling(_ -> {
                away.set(true);
                times.incrementAndGet();
                return Verdict.DONE;
            });
            rig.start(new Doing(List.of(handler), kept, rig.tries));
            rig.put(shop);
            await().until(() -> refusals.get() > 10); // given up, and tried again since

            away.set(false);

            await().until(() -> rig.count("true") == 0);
            assertThat(times).hasValue(1);
        }
    }

    @Test
    void leavesNothingOfATransactionThatFailed() {
        try {
            rig.database.transactions().inObservatory(shop, () -> {
                rig.queue.put(NewTask.of(shop, UuidV7.next(), Rig.KIND, "{}"));
                throw new IllegalStateException("the change failed");
            });
        } catch (IllegalStateException expected) {
            assertThat(rig.count("true")).isZero();
        }
    }

    @Test
    void waitsUntilATaskIsDue() {
        ThisNode node = rig.node();
        rig.put(NewTask.of(shop, UuidV7.next(), Rig.KIND, "{}").in(Duration.ofHours(1)));

        assertThat(rig.table.claim(node.id(), 10)).isEmpty();
        rig.pass(Duration.ofHours(1));
        assertThat(rig.table.claim(node.id(), 10)).hasSize(1);
    }

    @Test
    void comesAtOnceWhenWoken() {
        UUID id = UuidV7.next();
        rig.put(NewTask.of(shop, id, Rig.KIND, "{}").in(Duration.ofHours(1)));

        assertThat(rig.wake(shop, id)).isTrue();

        assertThat(rig.table.claim(rig.node().id(), 10)).hasSize(1);
    }

    @Test
    void comesAgainWhenItWasWokenWhileItRan() {
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        rig.start(task -> {
            if (rounds.incrementAndGet() > 1) return Verdict.DONE;
            running.countDown();
            waitFor(woken);
            return Verdict.again(Duration.ofHours(1), "waits for news");
        });
        UUID id = rig.put(shop);
        waitFor(running);

        rig.wake(shop, id);
        woken.countDown();

        await().untilAtomic(rounds, org.hamcrest.Matchers.is(2));
    }

    @Test
    void triesAFailingTaskAgainWithAPauseAndKeepsWhatWentWrong() {
        Doing doing = rig.doing(Rig.handling(task -> {
            throw new IllegalStateException("secret", new IllegalArgumentException("inner"));
        }));
        ThisNode node = rig.node();
        rig.put(shop);

        doing.run(only(rig.table.claim(node.id(), 10)));

        assertThat(rig.table.claim(node.id(), 10)).isEmpty();
        assertThat(rig.count("attempts = 1 and owner is null and due_at > now()"))
                .isOne();
        assertThat(errors())
                .contains("IllegalStateException at ", "<- java.lang.IllegalArgumentException")
                .doesNotContain("secret");
    }

    @Test
    void makesADeadLetterOfWhatNeverSucceedsAndTellsTheHandler() {
        List<String> buried = new ArrayList<>();
        Doing doing = rig.doing(handler(
                _ -> {
                    throw new IllegalStateException("no");
                },
                buried));
        ThisNode node = rig.node();
        rig.put(shop);

        for (int attempt = 0; attempt < Tries.MOST; attempt++) {
            doing.run(only(rig.table.claim(node.id(), 10)));
            rig.pass(Duration.ofHours(1));
        }

        assertThat(rig.table.claim(node.id(), 10)).isEmpty();
        assertThat(rig.count("dead_at is not null and jsonb_array_length(errors) = " + Tries.MOST))
                .isOne();
        assertThat(buried).containsExactly("tries-used-up");
    }

    @Test
    void givesWhatADeadNodeHeldToTheOthers() {
        ThisNode dead = rig.node();
        UUID id = rig.put(shop);
        assertThat(rig.table.claim(dead.id(), 10)).hasSize(1);
        ThisNode heir = rig.node();
        assertThat(rig.table.claim(heir.id(), 10)).isEmpty();

        rig.bury(dead);

        Claim taken = only(rig.table.claimSuspects(heir.id(), 10));
        assertThat(taken.task().id()).isEqualTo(id);
        assertThat(taken.task().epoch()).isGreaterThan(1);
    }

    @Test
    void refusesWhatANodeWritesThatWasTakenForDead() {
        ThisNode zombie = rig.node();
        rig.put(shop);
        Task old = only(rig.table.claim(zombie.id(), 10)).task();
        rig.bury(zombie);
        ThisNode heir = rig.node();
        assertThat(rig.table.claimSuspects(heir.id(), 10)).hasSize(1);

        assertThat(rig.endings.put(Ending.gone(old))).isFalse();
        assertThat(finish(old)).isFalse();

        assertThat(rig.oracle.sql("select owner from work").query(UUID.class).single())
                .isEqualTo(heir.id());
    }

    @Test
    void goesOnUnderANewNameAfterItWasTakenForDead() {
        ThisNode node = rig.node();
        UUID before = node.id();
        rig.bury(node);

        node.beat();

        assertThat(node.id()).isNotEqualTo(before);
        assertThat(node.holds()).isTrue();
    }

    @Test
    void buriesANodeOnlyAfterItsLease() {
        ThisNode silent = rig.node();
        ThisNode other = rig.node();

        rig.pass(Rig.LEASE.dividedBy(2));
        other.reap();
        assertThat(nodes()).contains(silent.id());

        rig.pass(Rig.LEASE);
        other.beat();
        await().until(
                        () -> { // not before the database itself has stood for a lease
                            other.reap();
                            return nodes().equals(List.of(other.id()));
                        });
    }

    @Test
    void runsAFewAtATimeOfWhatWasThereWhenANodeDied() {
        int tasks = 3 * Workers.SUSPECTS;
        for (int n = 0; n < tasks; n++) rig.put(shop);
        dieWith(tasks, (node, most) -> rig.table.claim(node, most));

        assertThat(mostSideBySide(2)).isBetween(2, Workers.SUSPECTS);
    }

    @Test
    void runsWhatWasThereWhenTwoNodesDiedOneAtATime() {
        for (int n = 0; n < 5; n++) rig.put(shop);
        dieWith(5, (node, most) -> rig.table.claim(node, most));
        dieWith(5, (node, most) -> rig.table.claimSuspects(node, most));

        assertThat(mostSideBySide(1)).isEqualTo(1);
    }

    private void dieWith(int tasks, BiFunction<UUID, Integer, List<Claim>> take) {
        ThisNode dying = rig.node();
        assertThat(take.apply(dying.id(), tasks)).hasSize(tasks);
        rig.bury(dying);
    }

    /** Does all there is. @param meeting so many must meet before the first may end */
    private int mostSideBySide(int meeting) {
        CountDownLatch met = new CountDownLatch(meeting);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        rig.start(task -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            met.countDown();
            await().until(() -> met.getCount() == 0);
            inside.decrementAndGet();
            return Verdict.DONE;
        });
        await().until(() -> rig.count("true") == 0);
        return most.get();
    }

    @Test
    void takesATaskForPoisonWhenThreeNodesDiedOfIt() {
        AtomicInteger handled = new AtomicInteger();
        List<String> buried = new ArrayList<>();
        UUID poison = rig.put(shop);
        for (int death = 0; death < Tries.MOST_CRASHES; death++) {
            ThisNode victim = rig.node();
            assertThat(takenAfter(death, victim.id())).hasSize(1);
            rig.bury(victim);
        }
        Doing doing = rig.doing(handler(
                task -> {
                    handled.incrementAndGet();
                    return Verdict.DONE;
                },
                buried));

        doing.run(only(rig.table.claimPrimeSuspect(rig.node().id())));

        assertThat(handled).hasValue(0);
        assertThat(buried).containsExactly("crashed");
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.id()).isEqualTo(poison);
            assertThat(letter.errors()).hasSize(4);
        });
    }

    private List<Claim> takenAfter(int deaths, UUID node) {
        return switch (deaths) {
            case 0 -> rig.table.claim(node, 10);
            case 1 -> rig.table.claimSuspects(node, 10);
            default -> rig.table.claimPrimeSuspect(node);
        };
    }

    @Test
    void takesAFewOfThoseThatOneNodeDiedWithAndOneOfThoseThatTwoDidWith() {
        for (int i = 0; i < 5; i++) rig.put(shop);
        ThisNode first = rig.node();
        assertThat(rig.table.claim(first.id(), 10)).hasSize(5);
        rig.bury(first);
        ThisNode second = rig.node();
        assertThat(rig.table.claim(second.id(), 10)).isEmpty();
        assertThat(rig.table.claimPrimeSuspect(second.id())).isEmpty();
        assertThat(rig.table.claimSuspects(second.id(), 3)).hasSize(3);
        rig.bury(second);
        ThisNode third = rig.node();

        assertThat(rig.table.claimSuspects(third.id(), 10)).hasSize(2);
        assertThat(rig.table.claimPrimeSuspect(third.id())).hasSize(1);
    }

    @Test
    void doesADeadLetterAnewWhenItIsReplayed() {
        UUID id = rig.put(shop);
        rig.doing(Rig.handling(_ -> Verdict.dead("no-such-thing", "It was deleted.")))
                .run(only(rig.table.claim(rig.node().id(), 10)));
        assertThat(letters()).hasSize(1);
        assertThat(replay(bakery, id)).as("of somebody else").isFalse();

        assertThat(replay(shop, id)).isTrue();

        assertThat(letters()).isEmpty();
        assertThat(only(rig.table.claim(rig.node().id(), 10)).task().attempt()).isOne();
    }

    @Test
    void letsTheSmallOnesThroughWhileOneHasAThousandDue() {
        ThisNode node = rig.node();
        for (int n = 0; n < 1_000; n++) rig.put(shop);
        List<UUID> small = IntStream.range(0, 10)
                .mapToObj(_ -> UUID.randomUUID())
                .peek(rig::put)
                .toList();

        List<UUID> first = rig.table.claim(node.id(), 64).stream()
                .map(claim -> claim.task().observatory())
                .toList();

        assertThat(first).hasSize(64).containsAll(small);
    }

    @Test
    void letsNoMoreThroughAGateThanItIsWide() {
        Gate narrow = new Gate("rule:1", 2);
        for (int n = 0; n < 10; n++) rig.put(shop, narrow);
        UUID free = rig.put(shop);
        ThisNode node = rig.node();

        List<Claim> first = rig.table.claim(node.id(), 100);
        assertThat(first).hasSize(3).anyMatch(claim -> claim.task().id().equals(free));
        assertThat(rig.table.claim(node.id(), 100)).isEmpty();

        Claim gated = first.stream()
                .filter(claim -> !claim.task().id().equals(free))
                .findFirst()
                .orElseThrow();
        rig.endings.put(Ending.gone(gated.task()));
        assertThat(rig.table.claim(node.id(), 100)).hasSize(1);
    }

    @Test
    void keepsAGateOnSeveralNodesThatTakeAtOnce() {
        Gate single = new Gate("rule:2", 1);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int node = 0; node < 3; node++)
            rig.start(task -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                return Verdict.DONE;
            });

        for (int n = 0; n < 40; n++) rig.put(shop, single);

        await().until(() -> rig.count("true") == 0);
        assertThat(most).hasValue(1);
    }

    @Test
    void handsBackWhatItHoldsWhenItStops() {
        CountDownLatch running = new CountDownLatch(1);
        Workers workers = rig.start(task -> {
            running.countDown();
            return Verdict.again(Duration.ofHours(1), "not yet");
        });
        rig.put(shop);
        waitFor(running);

        workers.stop();

        assertThat(rig.count("owner is null and crash_attempts = 0")).isOne();
        assertThat(nodes()).isEmpty();
    }

    private static TaskHandler handler(Function<Task, Verdict> handle, List<String> buried) {
        return new TaskHandler() {
            @Override
            public String kind() {
                return Rig.KIND;
            }

            @Override
            public Verdict handle(Task task) {
                return handle.apply(task);
            }

            @Override
            public void bury(Task task, String code, String words) {
                buried.add(code);
            }
        };
    }

    private List<DeadLetters.DeadLetter> letters() {
        return rig.database.transactions().inObservatory(shop, () -> rig.letters.list(shop, null, 10));
    }

    private boolean replay(UUID observatory, UUID id) {
        return rig.database.transactions().inObservatory(observatory, () -> rig.letters.replay(observatory, id));
    }

    private boolean finish(Task task) {
        return rig.database.transactions().inObservatory(task.observatory(), () -> rig.queue.finish(task));
    }

    private List<UUID> nodes() {
        return rig.oracle.sql("select id from nodes").query(UUID.class).list();
    }

    private String errors() {
        return rig.oracle
                .sql("select errors::text from work")
                .query(String.class)
                .single();
    }

    private static Claim only(List<Claim> claims) {
        assertThat(claims).hasSize(1);
        return claims.getFirst();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
