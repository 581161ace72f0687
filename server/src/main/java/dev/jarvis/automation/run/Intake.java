package dev.jarvis.automation.run;

import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.run.Accepted.BegunRun;
import dev.jarvis.automation.run.Accepted.Result;
import dev.jarvis.automation.run.RunEntry.NewRun;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Lane;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.work.Gate;
import dev.jarvis.platform.work.Task;
import dev.jarvis.platform.work.ThisNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The way in for what comes from outside: arrival and runs are committed together, and this node, which holds the runs
 * from that commit on, carries them out at once, without looking for them. What it cannot end before it dies, another node
 * takes.
 *
 * <p>Takes no more than it can carry: beyond a number of runs in flight it lets senders wait for two seconds, then refuses
 * before anything is written. Safe for
 * many threads; blocks the calling (virtual) thread until the commit.
 */
public final class Intake implements SmartLifecycle {
    static final int MOST = 1_000;
    static final int MOST_OF_ONE = 500;
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final long LOOK_NANOS = 5_000_000;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(15);
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Lane<RunEntry, Boolean> lane;
    private final RunEngine engine;
    private final ThisNode node;
    private final TenantReads reads;
    private final JsonMapper json;
    private volatile boolean open;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<ObservatoryId, AtomicInteger> each = new ConcurrentHashMap<>();

    Intake(Lane<RunEntry, Boolean> lane, RunEngine engine, ThisNode node, TenantReads reads, JsonMapper json) {
        this.lane = lane;
        this.engine = engine;
        this.node = node;
        this.reads = reads;
        this.json = json;
    }

    /**
     * @throws Problem 429 {@code too-many-runs} when this observatory, 503 {@code overloaded} when the node has too many
     *     under way; 503 {@code database-away}. Nothing was accepted then, and it may be sent again
     */
    public Accepted accept(Arrival arrival) {
        insistOnRoom(arrival.observatory());
        UUID delivery = UuidV7.next();
        UUID owner = node.id();
        List<NewRun> begins = new ArrayList<>();
        String trigger = String.valueOf(Stored.text(arrival.trigger()));
        for (RuleVersion rule : arrival.rules()) begins.add(begin(arrival, delivery, rule, trigger, owner));
        RunEntry.Came came = new RunEntry.Came(
                arrival.observatory(),
                delivery,
                arrival.hook(),
                arrival.key(),
                arrival.body(),
                named(begins).toString(),
                begins);
        return put(came) ? begun(arrival, delivery, begins) : before(arrival);
    }

    private static NewRun begin(Arrival arrival, UUID delivery, RuleVersion rule, String trigger, UUID owner) {
        Optional<Gate> gate = RunTasks.gate(rule);
        return new NewRun(
                arrival.observatory(),
                UuidV7.next(),
                rule.rule(),
                rule.number(),
                trigger,
                delivery,
                gate.map(Gate::name).orElse(""),
                gate.map(Gate::width).orElse(1),
                RunTasks.waitsItsTurn(rule) ? null : owner);
    }

    private ArrayNode named(List<NewRun> begins) {
        ArrayNode runs = json.createArrayNode();
        for (NewRun run : begins)
            runs.addObject()
                    .put("id", run.id().toString())
                    .put("rule", run.rule().toString());
        return runs;
    }

    private boolean put(RunEntry.Came came) {
        try {
            return lane.put(came);
        } catch (Lane.LaneFull e) {
            throw overloaded();
        } catch (Lane.LaneBroken e) {
            throw databaseAway();
        }
    }

    private Accepted begun(Arrival arrival, UUID delivery, List<NewRun> begins) {
        List<BegunRun> runs = new ArrayList<>();
        for (int i = 0; i < begins.size(); i++) {
            NewRun begin = begins.get(i);
            runs.add(new BegunRun(
                    begin.id(), begin.rule(), carryOut(arrival, arrival.rules().get(i), begin)));
        }
        return new Accepted(delivery, false, runs);
    }

    private @Nullable CompletableFuture<Result> carryOut(Arrival arrival, RuleVersion rule, NewRun begin) {
        if (begin.owner() == null) return null;
        Task task = new Task(arrival.observatory().value(), begin.id(), Run.KIND, "{}", 1, begin.owner(), 1);
        Run run = new Run(
                arrival.observatory(),
                begin.id(),
                rule,
                Begin.by(Begin.By.WEBHOOK, arrival.trigger(), null),
                task,
                Instant.now());
        CompletableFuture<Result> result = new CompletableFuture<>();
        enter(arrival.observatory());
        Thread.ofVirtual().name("run").start(() -> carryOut(run, result));
        return result;
    }

    private void carryOut(Run run, CompletableFuture<Result> result) {
        try {
            Ended ended = engine.carryOut(run, new History(), true);
            if (ended instanceof Ended.Waits waits) engine.handOver(run, waits);
            result.complete(result(run, ended));
        } catch (RuntimeException | Error e) {
            LOG.warn("Run {} was interrupted and is taken up again.", run.id(), e);
            engine.abandon(run, e);
            result.complete(new Result(run.id(), "running", null, null));
        } finally {
            leave(run.observatory());
        }
    }

    private static Result result(Run run, Ended ended) {
        return switch (ended) {
            case Ended.Succeeded(JsonNode output) -> new Result(run.id(), "succeeded", output, null);
            case Ended.Skipped skipped -> new Result(run.id(), "skipped", null, null);
            case Ended.Failed failed ->
                new Result(run.id(), "failed", null, failed.failure().json());
            case Ended.Waits waits -> new Result(run.id(), "waiting", null, null);
        };
    }

    /** The first of its key, with the runs it began. */
    private Accepted before(Arrival arrival) {
        return reads.one(
                        arrival.observatory().value(),
                        "select id, runs from deliveries where observatory_id = ? and hook_id = ? and key = ?",
                        (row, _) -> again(row.getObject("id", UUID.class), json.readTree(row.getString("runs"))),
                        arrival.observatory().value(),
                        arrival.hook(),
                        arrival.key())
                .orElseThrow(Intake::overloaded);
    }

    private static Accepted again(UUID delivery, JsonNode runs) {
        List<BegunRun> before = new ArrayList<>();
        for (JsonNode run : runs)
            before.add(new BegunRun(
                    UUID.fromString(run.path("id").asString()),
                    UUID.fromString(run.path("rule").asString()),
                    null));
        return new Accepted(delivery, true, before);
    }

    private void insistOnRoom(ObservatoryId observatory) {
        if (isAway()) throw databaseAway();
        if (!node.holds() || !roomWithin(WAIT)) throw overloaded();
        AtomicInteger mine = each.get(observatory);
        if (mine != null && mine.get() >= MOST_OF_ONE)
            throw Problem.of(429, "too-many-runs", "Too many runs are under way here. Send it again shortly.")
                    .retryAfter(SOON);
    }

    /** A sender that waits a moment is slowed to what the node can carry; one that is refused has to come again. */
    private boolean roomWithin(Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        while (all.get() >= MOST) {
            if (System.nanoTime() > end || !open) return false;
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    private static Problem overloaded() {
        return Problem.unavailable("overloaded", "Too many runs are under way. Send it again shortly.", SOON);
    }

    private static Problem databaseAway() {
        return Problem.unavailable("database-away", "The database does not answer. Send it again shortly.", SOON);
    }

    private void enter(ObservatoryId observatory) {
        all.incrementAndGet();
        each.compute(observatory, (_, count) -> {
            AtomicInteger mine = count == null ? new AtomicInteger() : count;
            mine.incrementAndGet();
            return mine;
        });
    }

    private void leave(ObservatoryId observatory) {
        all.decrementAndGet();
        each.computeIfPresent(observatory, (_, count) -> count.decrementAndGet() == 0 ? null : count);
    }

    @Override
    public void start() {
        open = true;
    }

    /** After the server is closed to new ones: those under way may end. */
    @Override
    public void stop() {
        open = false;
        long end = System.nanoTime() + DRAIN.toNanos();
        while (all.get() > 0 && System.nanoTime() < end) LockSupport.parkNanos(10_000_000);
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    @Override
    public int getPhase() {
        return 1;
    }

    /** Whether nothing is accepted as the database has been silent for a while. */
    public boolean isAway() {
        return lane.isAway();
    }

    /** Runs under way that came this way. */
    public int underWay() {
        return all.get();
    }
}
