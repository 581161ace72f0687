package dev.jarvis.platform.work;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the instance's duties going: each on one node at a time, by a lease in the database that a living node extends
 * and a dead one loses within seconds. Times are the database's; nodes' clocks do not matter.
 */
public final class Duties implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Duties.class);
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
    /** A round may end by itself at a stop; interrupted at once, one inside the database would lose its connection. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Duty> duties;
    private final DutyLeases leases;
    private final Duration tick;
    private final Map<String, Round> running = new ConcurrentHashMap<>();
    private volatile CountDownLatch stopping = new CountDownLatch(0);
    private volatile @Nullable Thread clock;

    /** A claimed duty and the thread doing it. */
    private record Round(DutyLeases.Claim claim, Thread thread) {}

    Duties(Collection<Duty> duties, DutyLeases leases) {
        this.duties = duties.stream().collect(Collectors.toUnmodifiableMap(Duty::name, Function.identity()));
        this.leases = leases;
        this.tick = duties.stream().map(Duty::every).reduce(LONGEST_TICK, Duties::shorter);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    @Override
    public void start() {
        if (duties.isEmpty()) return;
        stopping = new CountDownLatch(1);
        clock = Thread.ofVirtual().name("duties").start(this::keepGoing);
    }

    private void keepGoing() {
        boolean entered = false;
        do {
            try {
                if (!entered) leases.enter(duties.keySet());
                entered = true;
                look();
            } catch (RuntimeException e) {
                LOG.warn("The duties could not be looked at: {}. Trying again.", e.toString());
            }
        } while (!stopped(entered ? tick : LONGEST_TICK));
    }

    private boolean stopped(Duration within) {
        try {
            return stopping.await(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void look() {
        running.values().forEach(this::extendOrStop);
        List<String> idle = duties.keySet().stream()
                .filter(name -> !running.containsKey(name))
                .toList();
        leases.claim(idle).forEach(this::begin);
    }

    private void extendOrStop(Round round) {
        if (leases.extend(round.claim()) || !running.containsValue(round)) return;
        LOG.warn(
                "The duty {} went to another node; this round is stopped.",
                round.claim().name());
        round.thread().interrupt();
    }

    private void begin(DutyLeases.Claim claim) {
        Thread thread = Thread.ofVirtual().name("duty-" + claim.name()).unstarted(() -> fulfil(claim));
        running.put(claim.name(), new Round(claim, thread));
        thread.start();
    }

    private void fulfil(DutyLeases.Claim claim) {
        Duty duty = duties.get(claim.name());
        if (duty == null) return;
        String trouble = null;
        try {
            duty.round().run();
        } catch (RuntimeException | Error e) {
            LOG.warn("The duty {} failed and comes again in {}.", claim.name(), duty.every(), e);
            trouble = e.getClass().getName();
        } finally {
            handBack(claim, duty.every(), trouble);
            running.remove(claim.name());
        }
    }

    /** A lease that cannot be handed back ends by itself. */
    private void handBack(DutyLeases.Claim claim, Duration next, @Nullable String trouble) {
        Thread.interrupted(); // the database must still hear that the round is over
        try {
            leases.done(claim, next, trouble);
        } catch (RuntimeException e) {
            LOG.warn("The duty {} could not be handed back: {}", claim.name(), e.toString());
        }
    }

    @Override
    public void stop() {
        Thread ticking = clock;
        clock = null;
        stopping.countDown();
        if (ticking != null) ended(ticking, PATIENCE);
        List<Thread> rounds = running.values().stream().map(Round::thread).toList();
        rounds.forEach(round -> ended(round, GRACE));
        rounds.forEach(Thread::interrupt);
        rounds.forEach(Duties::insistOnTheEnd);
    }

    private static void insistOnTheEnd(Thread thread) {
        if (!ended(thread, PATIENCE)) LOG.warn("{} did not stop in time", thread.getName());
    }

    private static boolean ended(Thread thread, Duration within) {
        try {
            return thread.join(within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }
}
