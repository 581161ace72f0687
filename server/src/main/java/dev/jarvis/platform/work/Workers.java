package dev.jarvis.platform.work;

import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.work.WorkTable.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes due tasks as long as this node has a hand free, and does each on a virtual thread of its own. Woken by notices, and
 * looks by itself twice a second. Tasks that were running when a node died are done apart: a few at a time, and after a
 * second death one at a time.
 */
final class Workers implements SmartLifecycle {
    static final int HANDS = 64;
    static final int SUSPECTS = 8;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(15);
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final ThisNode node;
    private final WorkTable table;
    private final Doing doing;
    private final Semaphore hands = new Semaphore(HANDS);
    private final Bell bell = new Bell();
    private final Bell suspectBell = new Bell();
    private final Bell primeBell = new Bell();
    private final Map<Thread, Task> running = new ConcurrentHashMap<>();
    private volatile boolean more;
    private volatile boolean open;
    private volatile List<Thread> loops = List.of();

    Workers(ThisNode node, WorkTable table, Doing doing, Notices notices) {
        this.node = node;
        this.table = table;
        this.doing = doing;
        notices.on(WorkQueue.CHANNEL, _ -> bell.ring());
    }

    @Override
    public void start() {
        open = true;
        loops = List.of(
                loop("work", unlessClockIsOff(this::takeWhatIsDue), bell, LOOK),
                loop("work-suspects", unlessClockIsOff(this::doSuspects), suspectBell, LOOK),
                loop("work-prime-suspect", unlessClockIsOff(this::doPrimeSuspects), primeBell, LOOK),
                loop("work-beat", this::beat, new Bell(), BEAT),
                loop("work-unwritten", doing::writeUnwritten, new Bell(), BEAT));
    }

    private Thread loop(String name, Runnable round, Bell wait, Duration atMost) {
        return Thread.ofVirtual().name(name).start(() -> {
            while (open) {
                try {
                    round.run();
                } catch (RuntimeException e) {
                    LOG.warn("{}: {}. Trying again.", name, e.toString());
                }
                wait.await(atMost);
            }
        });
    }

    private Runnable unlessClockIsOff(Runnable round) {
        return () -> {
            if (!node.skew().tooFar()) round.run();
        };
    }

    private void beat() {
        node.beat();
        node.reap();
        table.freeOrphans();
    }

    private void takeWhatIsDue() {
        do {
            int free = hands.drainPermits();
            int taken = free == 0 ? 0 : begin(free);
            more = taken == free;
            hands.release(free - taken);
        } while (open && more && hands.availablePermits() > 0);
    }

    private int begin(int atMost) {
        try {
            List<Claim> claims = table.claim(node.id(), atMost);
            claims.forEach(this::begin);
            return claims.size();
        } catch (RuntimeException e) {
            LOG.warn("Due tasks could not be taken: {}. Trying again.", e.toString());
            return 0;
        }
    }

    private void begin(Claim claim) {
        Thread thread = Thread.ofVirtual().name("task-" + claim.task().kind()).unstarted(() -> {
            try {
                doing.run(claim);
            } finally {
                running.remove(Thread.currentThread());
                free(claim.gated());
            }
        });
        running.put(thread, claim.task());
        thread.start();
    }

    /** With more waiting, hands are filled by the quarter: one look for many tasks. */
    private void free(boolean gated) {
        hands.release();
        if (gated || more && hands.availablePermits() >= HANDS / 4) bell.ring();
    }

    /** As many as there are, the next few when the last few are done. */
    private void doSuspects() {
        List<Claim> few = table.claimSuspects(node.id(), SUSPECTS);
        while (open && !few.isEmpty()) {
            sideBySide(few);
            few = table.claimSuspects(node.id(), SUSPECTS);
        }
        few.forEach(claim -> doing.handBack(claim.task()));
    }

    private void sideBySide(List<Claim> claims) {
        List<Thread> threads = claims.stream()
                .map(claim -> Thread.ofVirtual()
                        .name("suspect-" + claim.task().kind())
                        .start(() -> doing.run(claim)))
                .toList();
        for (Thread thread : threads) joined(thread, Long.MAX_VALUE);
    }

    private void doPrimeSuspects() {
        List<Claim> one = table.claimPrimeSuspect(node.id());
        while (open && !one.isEmpty()) {
            doing.run(one.getFirst());
            one = table.claimPrimeSuspect(node.id());
        }
        one.forEach(claim -> doing.handBack(claim.task()));
    }

    /** Takes nothing more, lets what runs end, hands back the rest, and leaves. */
    @Override
    public void stop() {
        open = false;
        bell.ring();
        suspectBell.ring();
        primeBell.ring();
        long end = System.nanoTime() + DRAIN.toNanos();
        running.keySet().forEach(thread -> joined(thread, end - System.nanoTime()));
        running.keySet().forEach(Thread::interrupt);
        long last = System.nanoTime() + GRACE.toNanos();
        running.keySet().forEach(thread -> joined(thread, last - System.nanoTime()));
        loops.forEach(thread -> joined(thread, last - System.nanoTime()));
        leave();
    }

    private void leave() {
        try {
            node.leave();
        } catch (RuntimeException e) {
            LOG.info("This node could not say that it leaves; the others will see: {}", e.toString());
        }
    }

    private static void joined(Thread thread, long nanos) {
        try {
            if (nanos > 0) thread.join(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins before the server is open to anybody and ends after it is closed: this node holds what comes that way, too. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return open;
    }
}
