package dev.jarvis.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jarvis.platform.db.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DutiesTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private final TestDatabase database = TestDatabase.fresh();
    private final AtomicInteger rounds = new AtomicInteger();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void doesADutyAgainAndAgain() {
        Duties node = node("a", new Duty("count", SOON, rounds::incrementAndGet));

        node.start();

        await().untilAtomic(rounds, org.hamcrest.Matchers.greaterThan(3));
        node.stop();
    }

    @Test
    void letsOnlyOneNodeDoItAtATime() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Duty duty = new Duty("alone", SOON, () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
            rounds.incrementAndGet();
        });
        List<Duties> nodes = List.of(node("a", duty), node("b", duty), node("c", duty));

        nodes.forEach(Duties::start);

        await().untilAtomic(rounds, org.hamcrest.Matchers.greaterThan(20));
        nodes.forEach(Duties::stop);
        assertThat(most).hasValue(1);
    }

    @Test
    void comesAgainAfterARoundThatFailedAndSaysWhy() {
        Duties node = node("a", new Duty("fails", SOON, () -> {
            rounds.incrementAndGet();
            throw new IllegalArgumentException("a secret could stand here");
        }));

        node.start();

        await().untilAtomic(rounds, org.hamcrest.Matchers.greaterThan(2));
        node.stop();
        assertThat(superuser()
                        .sql("select last_error from duties")
                        .query(String.class)
                        .single())
                .isEqualTo("java.lang.IllegalArgumentException");
    }

    @Test
    void takesOverFromANodeThatDied() {
        DutyLeases dead = leases("dead", Duration.ofMillis(300));
        dead.enter(List.of("orphan"));
        assertThat(dead.claim(List.of("orphan"))).hasSize(1);
        Duties living = node("living", new Duty("orphan", SOON, rounds::incrementAndGet));

        living.start();

        await().untilAtomic(rounds, org.hamcrest.Matchers.greaterThan(0));
        living.stop();
    }

    @Test
    void refusesTheWriteOfANodeThatLostItsDuty() {
        DutyLeases zombie = leases("zombie", Duration.ofMillis(1));
        zombie.enter(List.of("fenced"));
        DutyLeases.Claim old = zombie.claim(List.of("fenced")).getFirst();
        DutyLeases heir = leases("heir", Duration.ofMinutes(1));
        await().until(() -> !heir.claim(List.of("fenced")).isEmpty());

        zombie.done(old, Duration.ofHours(1), null);

        assertThat(zombie.extend(old)).isFalse();
        assertThat(superuser()
                        .sql("select owner from duties")
                        .query(String.class)
                        .single())
                .isEqualTo("heir");
    }

    @Test
    void interruptsARoundWhenTheNodeStops() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Duties node = node("a", new Duty("long", SOON, () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }));
        node.start();
        begun.await();

        node.stop();

        assertThat(interrupted.getCount()).isZero();
        assertThat(superuser()
                        .sql("select count(*) from duties where lease_until is not null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private Duties node(String owner, Duty duty) {
        return new Duties(List.of(duty), leases(owner, Duration.ofSeconds(5)));
    }

    private DutyLeases leases(String owner, Duration lease) {
        return new DutyLeases(database.transactions(), database.jdbc(), owner, lease);
    }

    private JdbcClient superuser() {
        return JdbcClient.create(database.superuserDataSource());
    }
}
