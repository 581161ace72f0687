package dev.jarvis.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * The figures of the README: {@code ./jarvis bench}. Starts everything itself, prints a table, appends one JSON to {@code
 * bench/results/}. Takes about a quarter of an hour, longer where the host disturbs it
 * ({@link Rounds}). With parts named ({@code acts}, {@code webhooks}, {@code starts}) only those are
 * measured, and nothing is kept; {@code observatories}, alone, compares many with one.
 */
public final class Bench {
    private static final double SECONDS = 15;
    private static final int WARM_UP_SECONDS = 60;
    private static final int OBSERVATORIES = 1_000;
    /** Half of what goes through; with as many as go through, 10 callers would measure how long they queue. */
    private static final int OFFERED = 1_000;

    private static final int CALM = 200;

    private static final int STARTS = 5;
    private static final int IDLE_SECONDS = 60;
    private static final Set<String> PARTS = Set.of("acts", "webhooks", "starts");
    private static final Set<String> BREADTH = Set.of("observatories");
    private static final int MANY_OBSERVATORIES = 10_000;

    private final ObjectNode result = Results.begun();
    private final AtomicLong texts = new AtomicLong();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private Bench() {}

    /** @param arguments the project's folder, and of {@code acts}, {@code webhooks} and {@code starts} those wanted, or none for all; or {@code observatories} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Set<String> wanted = Set.of(Arrays.copyOfRange(arguments, 1, arguments.length));
        new Bench().measure(Path.of(arguments[0]), wanted.isEmpty() ? PARTS : wanted);
    }

    private void measure(Path home, Set<String> wanted) throws IOException, InterruptedException {
        if (!PARTS.containsAll(wanted) && !BREADTH.equals(wanted))
            throw new IllegalArgumentException("The parts are acts, webhooks and starts; or observatories alone");
        try (Rig rig = new Rig(home)) {
            String key = rig.connectedKey();
            try {
                if (wanted.contains("acts")) acts(rig, key);
                if (wanted.contains("webhooks")) webhooks(rig);
                if (wanted.contains("observatories")) observatories(rig);
            } catch (IOException e) {
                throw new IOException("The server: " + rig.lastWords(), e);
            }
            if (wanted.contains("starts")) {
                idle(rig);
                starts(rig);
            }
        }
        if (wanted.equals(PARTS) || wanted.equals(BREADTH)) Results.keep(home, "", result);
    }

    private void acts(Rig rig, String key) throws IOException, InterruptedException {
        Load bare = load(rig.upstream(), () -> post(rig.upstream(), "/effects/n", "Bearer none", "marker"));
        Load tweet = load(rig.server(), () -> post(rig.server(), "/api/twitter/tweet", "Bearer " + key, "text"));
        say("Warming up for %d s ...".formatted(WARM_UP_SECONDS));
        tweet.run(50, WARM_UP_SECONDS);
        for (int offered : List.of(CALM, OFFERED)) {
            Rounds<Overhead> rounds = Rounds.of(() -> overhead(bare, tweet, offered));
            String name = "overhead of an act at 10 connections that offer %,d a second, ".formatted(offered);
            keep(name + "p50", "ms", rounds, overhead -> overhead.millis(0.5));
            keep(name + "p99", "ms", rounds, overhead -> overhead.millis(0.99));
        }
        Rounds<Latencies> fifty = Rounds.of(() -> sound("tweet, 50 connections", tweet.run(50, SECONDS)));
        keep("acts at 50 connections", "per second", fifty, Latencies::perSecond);
    }

    private record Overhead(Latencies bare, Latencies act) {
        double millis(double share) {
            return act.millis(share) - bare.millis(share);
        }
    }

    /** The bare upstream and the act through Jarvis one after the other, so that both meet the same machine. */
    private static Overhead overhead(Load bare, Load tweet, int offered) throws IOException, InterruptedException {
        return new Overhead(
                sound("bare upstream, %d/s".formatted(offered), bare.run(10, SECONDS / 3, offered)),
                sound("tweet, %d/s".formatted(offered), tweet.run(10, SECONDS, offered)));
    }

    private void webhooks(Rig rig) throws IOException, InterruptedException {
        WebhookLoad webhooks = arranged(rig, OBSERVATORIES);
        webhooks.run(50, 2 * WARM_UP_SECONDS, 0, rig.processes()); // a long way, that two cores compile beside the load
        Rounds<WebhookLoad.Figure> most =
                Rounds.of(() -> sound("webhooks, 50 connections", webhooks.run(50, SECONDS, 0, rig.processes())));
        keep(
                "runs from webhook to effect over 1,000 observatories at 50 connections",
                "per second",
                most,
                WebhookLoad.Figure::runsPerSecond);
        keep("processor time of all processes a run", "ms", most, WebhookLoad.Figure::cpuMillisPerRun);
        Rounds<WebhookLoad.Figure> offered =
                Rounds.of(() -> sound("webhooks, 1,000/s", webhooks.run(50, SECONDS, OFFERED, rig.processes())));
        String name = "acknowledgement of a webhook, 1,000 a second offered, ";
        keep(name + "p50", "ms", offered, figure -> figure.acknowledged().millis(0.5));
        keep(name + "p99", "ms", offered, figure -> figure.acknowledged().millis(0.99));
        String effect = "from the acknowledgement of a webhook to its effect, 1,000 a second offered, ";
        keep(effect + "p50", "ms", offered, figure -> figure.effects().millis(0.5));
        keep(effect + "p99", "ms", offered, figure -> figure.effects().millis(0.99));
    }

    private static Latencies sound(String name, Latencies latencies) throws IOException {
        say(latencies.line(name));
        if (latencies.failures() > 0) throw new IOException("Calls failed, so the figures would say nothing");
        return latencies;
    }

    /** One observatory and many in turn, so that both meet the same machine. */
    private void observatories(Rig rig) throws IOException, InterruptedException {
        WebhookLoad one = arranged(rig, 1);
        WebhookLoad many = arranged(rig, MANY_OBSERVATORIES);
        one.run(50, WARM_UP_SECONDS, 0, rig.processes());
        many.run(50, WARM_UP_SECONDS, 0, rig.processes());
        Rounds<Double> ratio = Rounds.of(() -> {
            double alone = sound("webhooks to one observatory", one.run(50, SECONDS, 0, rig.processes()))
                    .runsPerSecond();
            return sound("webhooks to 10,000", many.run(50, SECONDS, 0, rig.processes()))
                            .runsPerSecond()
                    / alone;
        });
        keep("runs a second over 10,000 observatories, one rule each, over those of one", "x", ratio, value -> value);
    }

    private static WebhookLoad arranged(Rig rig, int observatories) throws IOException, InterruptedException {
        say("Arranging %,d observatories with a rule each ...".formatted(observatories));
        WebhookLoad load = new WebhookLoad(rig.server(), rig.upstream());
        load.arrange(rig.superadmin(), observatories);
        return load;
    }

    private static WebhookLoad.Figure sound(String name, WebhookLoad.Figure figure) throws IOException {
        say(figure.line(name));
        if (figure.lost() > 0 || figure.acknowledged().failures() > 0)
            throw new IOException("Webhooks were refused or lost, so the figures would say nothing");
        return figure;
    }

    private void idle(Rig rig) throws InterruptedException {
        say("Waiting %d s for the memory at rest ...".formatted(IDLE_SECONDS));
        Thread.sleep(IDLE_SECONDS * 1000L);
        keep("memory of server and database after load and 60 s idle (PSS)", "MB", List.of(rig.memoryMegabytes()));
    }

    private void starts(Rig rig) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            rig.restart();
            seconds.add(rig.startTook().toMillis() / 1000.0);
        }
        keep("start to ready", "s", seconds);
        Thread.sleep(IDLE_SECONDS * 1000L);
        keep("memory of server and database after start and 60 s idle (PSS)", "MB", List.of(rig.memoryMegabytes()));
    }

    private static Load load(URI target, Supplier<byte[]> request) {
        return new Load(List.of(target), () -> Load.Call.of(request.get()), status -> status == 200 || status == 201);
    }

    /** No two texts are the same: X refuses a repeated post. */
    private byte[] post(URI target, String path, String authorization, String field) {
        String body = "{\"%s\":\"Bench %s, number %d\"}".formatted(field, run, texts.incrementAndGet());
        return Wire.post(path, target.getAuthority(), authorization, body);
    }

    private <T> void keep(String name, String unit, Rounds<T> rounds, ToDoubleFunction<T> value) {
        List<Double> values =
                rounds.quiet().stream().map(round -> value.applyAsDouble(round)).toList();
        keep(name, unit, values).put("rounds", rounds.measured()).put("stolen percent", Math.round(rounds.stolen()));
    }

    private ObjectNode keep(String name, String unit, List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double median = sorted.get(sorted.size() / 2);
        say(String.format(Locale.ROOT, "%s: %.2f %s (median of %d)", name, median, unit, values.size()));
        ObjectNode figure = result.withObjectProperty("figures").putObject(name);
        figure.put("median", median).put("unit", unit);
        values.forEach(figure.putArray("all")::add);
        return figure;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
