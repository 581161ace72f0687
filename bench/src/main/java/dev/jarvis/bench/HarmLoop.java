package dev.jarvis.bench;

import dev.jarvis.sandbox.Credentials;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Protocols P1 to P4 and P16: webhooks at a steady rate to three nodes while they or their database come to {@link Harm}. Nothing that
 * was acknowledged may be lost, and nothing may happen twice.
 *
 * <p>Each webhook runs one act of a class: K honours an idempotency key, R can be looked up, N neither. A call of class N
 * whose node died in the middle is ambiguous and waits for a person; the others must be there exactly once.
 */
public final class HarmLoop {
    private static final int NODES = 3;
    private static final double SENT_TWICE = 0.05;
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final String WHERE_STUCK = """
            select concat_ws(', ', 'run ' || r.state, 'waits for ' || r.waits_for, 'call ' || c.state,
                             case when w.id is null then 'no task'
                                  when w.dead_at is not null then 'dead task'
                                  when w.owner is not null then 'held task'
                                  when w.due_at > now() then 'task due later' else 'task due' end,
                             case when w.crash_attempts > 0 then w.crash_attempts || ' crashes' end), count(*)
            from runs r
            left join work w on w.observatory_id = r.observatory_id and w.id = r.id
            left join lateral (select c.state from run_steps s join calls c on c.observatory_id = s.observatory_id and c.id = s.call_id
                               where s.observatory_id = r.observatory_id and s.run_id = r.id limit 1) c on true
            where r.state in ('running', 'waiting') group by 1""";

    /** By the webhook's id, which {@link Effect#id} makes of letters, digits and a hyphen. */
    private static final String WHAT_BECAME_OF = """
            select concat_ws(', ', d.key, 'run ' || r.state, r.problem, 'call ' || c.state, c.problem), 1
            from deliveries d
            cross join lateral jsonb_array_elements(d.runs) as of(run)
            join runs r on r.observatory_id = d.observatory_id and r.id = (of.run ->> 'id')::uuid
            left join run_steps s on s.observatory_id = r.observatory_id and s.run_id = r.id
            left join calls c on c.observatory_id = s.observatory_id and c.id = s.call_id
            where d.key = '%s'""";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final long seed = new Random().nextLong();
    private final Harm harm;
    private final int runs;
    private final Cluster cluster;
    private final AtomicInteger harmed = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    private HarmLoop(Cluster cluster, Harm harm, int runs) {
        this.cluster = cluster;
        this.harm = harm;
        this.runs = runs;
    }

    enum Effect {
        K,
        R,
        N;

        /** 60, 20 and 20 in a hundred. */
        static Effect of(int number) {
            return switch (number % 5) {
                case 0 -> R;
                case 1 -> N;
                default -> K;
            };
        }

        String id(int number) {
            return "%s-%06d".formatted(name().toLowerCase(Locale.ROOT), number);
        }
    }

    /** @param arguments the project's folder, the protocol, and {@code seconds}, {@code torture} or {@code full} */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Harm harm = Harm.of(arguments[1]);
        String size = arguments.length > 2 ? arguments[2] : "torture";
        try (Cluster cluster = new Cluster(home, NODES, harm.databaseDiskMegabytes())) {
            JsonNode counts = new HarmLoop(cluster, harm, harm.webhooks(size)).carriedOut();
            if (!size.equals("seconds")) Results.passed(home, harm.protocol, size, counts);
        }
    }

    private JsonNode carriedOut() throws Exception {
        System.out.printf("%s: %,d webhooks at %d/s, seed %d%n", harm.protocol, runs, harm.perSecond, seed);
        JsonNode made = cluster.setUp();
        Map<Effect, Webhooks.Hook> hooks = arranged(made.path("apiKey").asString());
        Webhooks driver =
                new Webhooks(cluster.nodes().stream().map(Cluster.Node::address).toList());
        Instant began = Instant.now();
        FutureTask<Void> harming = new FutureTask<>(this::harming);
        Thread.ofPlatform().start(harming);
        drive(driver, hooks);
        over.set(true);
        harming.get();
        cluster.awaitStarts();
        double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        try (Oracle oracle = new Oracle(
                cluster.database().url(),
                UUID.fromString(made.path("observatoryId").asString()))) {
            return judged(driver, oracle, seconds);
        }
    }

    private Map<Effect, Webhooks.Hook> arranged(String key) throws IOException, InterruptedException {
        Api api = new Api(cluster.nodes().getFirst().address(), key);
        api.connectX(Credentials.x("acme_labs"));
        api.connectHttp("effects", cluster.upstream() + "/effects");
        Map<Effect, Webhooks.Hook> hooks = new HashMap<>();
        for (Effect effect : Effect.values()) hooks.put(effect, hook(api, effect));
        return hooks;
    }

    private static Webhooks.Hook hook(Api api, Effect effect) throws IOException, InterruptedException {
        JsonNode made = api.post("/api/hooks", Map.of("name", "Rig " + effect));
        String id = made.at("/hook/id").asString();
        api.startRule("Rig " + effect, Map.of("kind", "webhook", "hook", id), step(effect));
        return new Webhooks.Hook("/hooks/webhook/" + id, made.path("secret").asString());
    }

    private static Map<String, Object> step(Effect effect) {
        return switch (effect) {
            case R ->
                Map.of(
                        "id",
                        "act",
                        "kind",
                        "act",
                        "action",
                        "twitter/tweet",
                        "input",
                        Map.of("text", "${ trigger.body.marker }"));
            case K -> sending("http/send-once", "/k");
            case N -> sending("http/send", "/n");
        };
    }

    private static Map<String, Object> sending(String action, String path) {
        return Map.of(
                "id",
                "act",
                "kind",
                "act",
                "action",
                action,
                "input",
                Map.of("path", path, "body", Map.of("marker", "${ trigger.body.marker }")));
    }

    private void drive(Webhooks driver, Map<Effect, Webhooks.Hook> hooks)
            throws InterruptedException, ExecutionException {
        Random random = new Random(seed);
        List<Future<?>> sent = new ArrayList<>();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < runs; i++) {
                long due = start + i * 1_000_000_000L / harm.perSecond;
                long wait = due - System.nanoTime();
                if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
                int number = i;
                boolean twice = random.nextDouble() < SENT_TWICE;
                long own = random.nextLong();
                sent.add(threads.submit(() -> send(driver, hooks, number, twice, new Random(own))));
            }
        }
        for (Future<?> one : sent) one.get();
    }

    private Void send(Webhooks driver, Map<Effect, Webhooks.Hook> hooks, int number, boolean twice, Random random)
            throws InterruptedException {
        Effect effect = Effect.of(number);
        String id = effect.id(number);
        Webhooks.Hook hook = Objects.requireNonNull(hooks.get(effect));
        String body = "{\"marker\":\"" + id + "\"}";
        driver.send(hook, id, body, random);
        if (twice) driver.send(hook, id, body, random);
        return null;
    }

    private Void harming() throws IOException, InterruptedException, SQLException, ExecutionException {
        Random random = new Random(seed + 1);
        while (!over.get()) {
            harm.befall(cluster, random);
            harmed.incrementAndGet();
        }
        return null;
    }

    private JsonNode judged(Webhooks driver, Oracle oracle, double seconds) throws Exception {
        long stuck = drained(oracle);
        if (stuck > 0) System.out.println("Stuck: " + oracle.counts(WHERE_STUCK));
        Map<String, Long> begun = oracle.counts("""
                select d.key, count(r.id) from deliveries d
                left join lateral jsonb_array_elements(d.runs) as of(run) on true
                left join runs r on r.observatory_id = d.observatory_id and r.id = (of.run ->> 'id')::uuid
                group by d.key""");
        Map<String, Long> ambiguous = oracle.counts("""
                select coalesce(input ->> 'text', input #>> '{body,marker}'), count(*) from calls
                where state = 'ambiguous' group by 1""");
        Map<String, Long> effects = effects();
        long lost = driver.acknowledged().keySet().stream()
                .filter(id -> !begun.containsKey(id))
                .count();
        long notOnce = begun.values().stream().filter(count -> count != 1).count();
        long doubled = effects.values().stream().filter(times -> times > 1).count();
        List<String> missing = driver.acknowledged().keySet().stream()
                .filter(id -> !effects.containsKey(id) && !ambiguous.containsKey(id))
                .toList();
        for (String id : missing)
            System.out.println(
                    "Missing: " + oracle.counts(WHAT_BECAME_OF.formatted(id)).keySet());
        long wrongClass =
                ambiguous.keySet().stream().filter(id -> !id.startsWith("n-")).count();
        tools.jackson.databind.node.ObjectNode counts = JSON.createObjectNode()
                .put("webhooks acknowledged", driver.acknowledged().size())
                .put(harm.name().toLowerCase(Locale.ROOT).replace('_', ' '), harmed.get())
                .put("acknowledged and lost", lost)
                .put("not run exactly once", notOnce)
                .put("effects that happened twice", doubled)
                .put("effects missing", missing.size())
                .put("ambiguous, of class N", ambiguous.size() - wrongClass)
                .put("ambiguous, of another class", wrongClass)
                .put("stuck after 60 s", stuck)
                .put("tries refused", driver.refused())
                .put("runs a second meanwhile", Math.round(driver.acknowledged().size() / seconds))
                .put("seed", seed);
        long recovery = longestRecovery(driver);
        if (!cluster.database().returns().isEmpty())
            counts.put("ms from the database's return to the next acknowledgement, at most", recovery);
        System.out.println(counts.toPrettyString());
        System.out.println("Refused: " + driver.refusals());
        if (recovery > RECOVERY.toMillis())
            throw new IllegalStateException(harm.protocol + " did not pass: it took too long to go on");
        if (!harm.mayLeaveAmbiguous() && !ambiguous.isEmpty())
            throw new IllegalStateException(
                    harm.protocol + " did not pass: a node that was asked to end left calls behind");
        if (driver.acknowledged().size() != runs || lost + notOnce + doubled + missing.size() + wrongClass + stuck > 0)
            throw new IllegalStateException(harm.protocol + " did not pass");
        return counts;
    }

    /** While the load went on. */
    private long longestRecovery(Webhooks driver) {
        List<Instant> acknowledged =
                driver.acknowledged().values().stream().sorted().toList();
        return cluster.database().returns().stream()
                .flatMapToLong(back -> acknowledged.stream()
                        .filter(time -> !time.isBefore(back))
                        .mapToLong(time -> Duration.between(back, time).toMillis())
                        .limit(1))
                .max()
                .orElse(0);
    }

    /** @return runs that are neither over nor wait for a person, once there are none or the time is up */
    private static long drained(Oracle oracle) throws SQLException, InterruptedException {
        Instant end = Instant.now().plus(DRAIN);
        while (true) {
            long open = oracle.number("""
                    select count(*) from runs r where r.state in ('running', 'waiting') and not exists (
                        select from run_steps s join calls c on c.observatory_id = s.observatory_id and c.id = s.call_id
                        where s.observatory_id = r.observatory_id and s.run_id = r.id and c.state = 'ambiguous')""");
            if (open == 0 || Instant.now().isAfter(end)) return open;
            Thread.sleep(500);
        }
    }

    private Map<String, Long> effects() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return Upstream.effects(http, cluster.upstream(), Instant.EPOCH).stream()
                    .collect(Collectors.toMap(Upstream.Effect::marker, Upstream.Effect::times));
        }
    }
}
