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
import tools.jackson.databind.node.ObjectNode;

/**
 * The figures of the README: {@code ./jarvis bench}. Starts everything itself, prints a table, appends one JSON to {@code
 * bench/results/}. Takes about twelve minutes. With parts named ({@code acts}, {@code webhooks}, {@code starts}) only those are
 * measured, and nothing is kept.
 */
public final class Bench {
    private static final double SECONDS = 15;
    private static final int WARM_UP_SECONDS = 60;
    private static final int ROUNDS = 3;
    private static final int OBSERVATORIES = 1_000;
    /** Half of what goes through; with as many as go through, 10 callers would measure how long they queue. */
    private static final int OFFERED = 1_000;

    private static final int STARTS = 5;
    private static final int IDLE_SECONDS = 60;
    private static final Set<String> PARTS = Set.of("acts", "webhooks", "starts");

    private final ObjectNode result = Results.begun();
    private final Steal steal = new Steal();
    private final AtomicLong texts = new AtomicLong();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private Bench() {}

    /** @param arguments the project's folder, and of {@code acts}, {@code webhooks} and {@code starts} those wanted, or none for all */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Set<String> wanted = Set.of(Arrays.copyOfRange(arguments, 1, arguments.length));
        new Bench().measure(Path.of(arguments[0]), wanted.isEmpty() ? PARTS : wanted);
    }

    private void measure(Path home, Set<String> wanted) throws IOException, InterruptedException {
        if (!PARTS.containsAll(wanted)) throw new IllegalArgumentException("The parts are acts, webhooks and starts");
        try (Rig rig = new Rig(home)) {
            String key = rig.connectedKey();
            try {
                if (wanted.contains("acts")) acts(rig, key);
                if (wanted.contains("webhooks")) webhooks(rig);
            } catch (IOException e) {
                throw new IOException("The server: " + rig.lastWords(), e);
            }
            if (wanted.contains("starts")) {
                idle(rig);
                starts(rig);
            }
        }
        steal.percent().ifPresent(this::stolen);
        if (wanted.equals(PARTS)) Results.keep(home, "", result);
    }

    /** The bare upstream and the act through Jarvis in turn, so that both meet the same machine. */
    private void acts(Rig rig, String key) throws IOException, InterruptedException {
        Load bare = load(rig.upstream(), () -> post(rig.upstream(), "/effects/n", "Bearer none", "marker"));
        Load tweet = load(rig.server(), () -> post(rig.server(), "/api/twitter/tweet", "Bearer " + key, "text"));
        say("Warming up for %d s ...".formatted(WARM_UP_SECONDS));
        tweet.run(50, WARM_UP_SECONDS);
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        List<Double> rate = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            Latencies alone = shown("bare upstream, 10", bare.run(10, SECONDS / 3, OFFERED));
            Latencies ten = shown("tweet, 10 connections", tweet.run(10, SECONDS, OFFERED));
            Latencies fifty = shown("tweet, 50 connections", tweet.run(50, SECONDS));
            p50.add(ten.millis(0.5) - alone.millis(0.5));
            p99.add(ten.millis(0.99) - alone.millis(0.99));
            rate.add(fifty.perSecond());
            int failures = alone.failures() + ten.failures() + fifty.failures();
            if (failures > 0) throw new IOException(failures + " calls failed, so the figures would say nothing");
        }
        keep("overhead of an act at 10 connections that offer 1,000 a second, p50", "ms", p50);
        keep("overhead of an act at 10 connections that offer 1,000 a second, p99", "ms", p99);
        keep("acts at 50 connections", "per second", rate);
    }

    private void webhooks(Rig rig) throws IOException, InterruptedException {
        say("Arranging %d observatories with a rule each ...".formatted(OBSERVATORIES));
        WebhookLoad webhooks = new WebhookLoad(rig.server(), rig.upstream());
        webhooks.arrange(rig.superadmin(), OBSERVATORIES);
        webhooks.run(50, 2 * WARM_UP_SECONDS, 0, rig.processes()); // a long way, that two cores compile beside the load
        List<Double> rate = new ArrayList<>();
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            WebhookLoad.Figure most = sound("webhooks, 50 connections", webhooks.run(50, SECONDS, 0, rig.processes()));
            WebhookLoad.Figure offered =
                    sound("webhooks, 1,000 a second", webhooks.run(50, SECONDS, OFFERED, rig.processes()));
            rate.add(most.runsPerSecond());
            cpu.add(most.cpuMillisPerRun());
            p50.add(offered.acknowledged().millis(0.5));
            p99.add(offered.acknowledged().millis(0.99));
        }
        keep("runs from webhook to effect over 1,000 observatories at 50 connections", "per second", rate);
        keep("acknowledgement of a webhook, 1,000 a second offered, p50", "ms", p50);
        keep("acknowledgement of a webhook, 1,000 a second offered, p99", "ms", p99);
        keep("processor time of all processes a run", "ms", cpu);
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

    private void stolen(double percent) {
        result.put("stolen percent", Math.round(percent));
        if (percent >= 3)
            say(String.format(
                    Locale.ROOT,
                    "This machine's host gave %.0f%% of its time to others: quote these with care.",
                    percent));
    }

    private static Load load(URI target, Supplier<byte[]> request) {
        return new Load(target, request, status -> status == 200 || status == 201);
    }

    /** No two texts are the same: X refuses a repeated post. */
    private byte[] post(URI target, String path, String authorization, String field) {
        String body = "{\"%s\":\"Bench %s, number %d\"}".formatted(field, run, texts.incrementAndGet());
        return Wire.post(path, target.getAuthority(), authorization, body);
    }

    private static Latencies shown(String name, Latencies latencies) {
        say(latencies.line(name));
        return latencies;
    }

    private void keep(String name, String unit, List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double median = sorted.get(sorted.size() / 2);
        say(String.format(Locale.ROOT, "%s: %.2f %s (median of %d)", name, median, unit, values.size()));
        ObjectNode figure = result.withObjectProperty("figures").putObject(name);
        figure.put("median", median).put("unit", unit);
        values.forEach(figure.putArray("all")::add);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
