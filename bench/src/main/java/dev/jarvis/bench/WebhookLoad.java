package dev.jarvis.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * The path from a signed webhook to its effect, over many observatories: one rule each, one mapping, one call to the
 * upstream. What counts is what the upstream received, not what was accepted.
 */
final class WebhookLoad {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] SECRET = new byte[32];
    private static final String SHOWN_SECRET = "whsec_" + Base64.getEncoder().encodeToString(SECRET);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<URI> servers;
    private final URI upstream;
    private final String path;
    private final List<String> hooks = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final Map<String, Instant> acknowledged = new ConcurrentHashMap<>();
    private final String series = UUID.randomUUID().toString().substring(0, 8);

    /**
     * @param effects from the acknowledgement of each webhook to its effect; empty when as many as went through were sent
     * @param runsPerSecond ended at the upstream, until the last of them
     */
    record Figure(Latencies acknowledged, Latencies effects, double runsPerSecond, double cpuMillisPerRun, long lost) {
        String line(String name) {
            String soon = effects.nanos().length == 0
                    ? ""
                    : String.format(
                            Locale.ROOT, "  to effect %.1f and %.1f ms", effects.millis(0.5), effects.millis(0.99));
            return acknowledged.line(name)
                    + soon
                    + String.format(
                            Locale.ROOT,
                            "  runs %.0f/s  CPU %.3f ms a run  lost %d",
                            runsPerSecond,
                            cpuMillisPerRun,
                            lost);
        }
    }

    WebhookLoad(URI server, URI upstream) {
        this(List.of(server), upstream, "/n");
    }

    /**
     * @param servers nodes of one database
     * @param path of the upstream's effects, {@code /n} or {@code /r}: beside another load, the one that it does not use
     */
    WebhookLoad(List<URI> servers, URI upstream, String path) {
        this.servers = List.copyOf(servers);
        this.upstream = upstream;
        this.path = path;
    }

    /** In each observatory a connection to the upstream, a hook, and a rule from one to the other. */
    void arrange(Person person, int observatories) throws IOException, InterruptedException {
        for (int i = 0; i < observatories; i++) {
            String observatory = person.post("/api/observatories", "", Map.of("name", "Bench " + i))
                    .path("id")
                    .asString();
            person.post(
                    "/api/integrations/http/connect",
                    observatory,
                    Map.of(
                            "scheme",
                            "header",
                            "credentials",
                            Map.of("base_url", upstream + "/effects", "authorization", "none")));
            String hook = person.post("/api/hooks", observatory, Map.of("name", "Bench", "secret", SHOWN_SECRET))
                    .at("/hook/id")
                    .asString();
            person.post("/api/rules", observatory, rule(hook, path));
            hooks.add(hook);
        }
    }

    private static Map<String, Object> rule(String hook, String path) {
        return Map.of(
                "name",
                "Tell the upstream",
                "enabled",
                true,
                "trigger",
                Map.of("kind", "webhook", "hook", hook),
                "steps",
                List.of(Map.of(
                        "kind",
                        "act",
                        "id",
                        "tell",
                        "action",
                        "http/send",
                        "input",
                        Map.of("path", path, "body", Map.of("marker", "${trigger.body.order + '-' + trigger.key}")))));
    }

    /**
     * @param perSecond webhooks that are offered; 0 for as many as go through
     * @param processes whose processor time counts, besides this one's
     */
    Figure run(int connections, double seconds, int perSecond, List<Long> processes)
            throws IOException, InterruptedException {
        return run(connections, seconds, perSecond, processes, "", 202);
    }

    /** Each webhook waits until its run is over, so that its time is that of both. */
    Figure runWaiting(int connections, double seconds, int perSecond) throws IOException, InterruptedException {
        return run(connections, seconds, perSecond, List.of(), "Prefer: wait=20\r\n", 200);
    }

    private Figure run(int connections, double seconds, int perSecond, List<Long> processes, String header, int status)
            throws IOException, InterruptedException {
        acknowledged.clear();
        Instant began = Instant.now();
        long effects = effects();
        double cpu = Processor.seconds(processes);
        long start = System.nanoTime();
        Latencies answered = new Load(servers, () -> webhook(header, perSecond > 0), answer -> answer == status)
                .run(connections, seconds, perSecond);
        long wanted = answered.nanos().length;
        long done = awaited(effects, wanted);
        double took = (System.nanoTime() - start) / 1e9;
        double spent = Processor.seconds(processes) - cpu;
        return new Figure(
                answered, untilEffects(began, took), done / took, spent * 1000 / Math.max(1, done), wanted - done);
    }

    /** An effect may come before the words that acknowledge its webhook: no time, then. */
    private Latencies untilEffects(Instant began, double seconds) throws IOException, InterruptedException {
        if (acknowledged.isEmpty()) return new Latencies(new long[0], seconds, Map.of());
        long[] nanos = Upstream.effects(http, upstream, began).stream()
                .filter(effect -> acknowledged.containsKey(effect.marker()))
                .mapToLong(effect -> Duration.between(acknowledged.get(effect.marker()), effect.first())
                        .toNanos())
                .map(time -> Math.max(0, time))
                .toArray();
        return new Latencies(nanos, seconds, Map.of());
    }

    /** One more webhook, ready to be sent. */
    byte[] fresh() {
        return webhook("", false).bytes();
    }

    private long awaited(long before, long wanted) throws IOException, InterruptedException {
        long done = effects() - before;
        for (int idle = 0; done < wanted && idle < 100; ) {
            Thread.sleep(50);
            long now = effects() - before;
            idle = now == done ? idle + 1 : 0;
            done = now;
        }
        return done;
    }

    private long effects() throws IOException, InterruptedException {
        HttpResponse<String> reply = http.send(
                HttpRequest.newBuilder(upstream.resolve("/_sandbox/count?method=POST&path=/effects" + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(reply.body()).path("count").asLong();
    }

    private Load.Call webhook(String header, boolean noted) {
        long number = sent.incrementAndGet();
        String hook = hooks.get((int) (number % hooks.size()));
        String id = "msg_%s_%d".formatted(series, number);
        String time = String.valueOf(Instant.now().getEpochSecond());
        String body =
                "{\"order\":\"%s-%d\",\"customer\":{\"name\":\"Ada Lovelace\",\"city\":\"London\"},\"lines\":[{\"sku\":\"A-1\",\"count\":2},{\"sku\":\"B-7\",\"count\":1}],\"total\":\"129.90\"}"
                        .formatted(series, number);
        String head =
                "POST /hooks/webhook/%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nwebhook-id: %s\r\nwebhook-timestamp: %s\r\nwebhook-signature: v1,%s\r\n%sContent-Length: %d\r\n\r\n"
                        .formatted(
                                hook,
                                servers.getFirst().getAuthority(),
                                id,
                                time,
                                sign(id + "." + time + "." + body),
                                header,
                                body.getBytes(StandardCharsets.UTF_8).length);
        byte[] bytes = (head + body).getBytes(StandardCharsets.UTF_8);
        String marker = "%s-%d-%s".formatted(series, number, id);
        return new Load.Call(bytes, noted ? () -> acknowledged.put(marker, Instant.now()) : () -> {});
    }

    private static String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
