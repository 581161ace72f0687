package dev.jarvis.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends signed webhooks (Standard Webhooks 1.0) to whichever node answers, again and again under the same id until one
 * acknowledges it, and keeps the list of what was acknowledged. For many threads.
 */
final class Webhooks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final Duration GIVEN_UP = Duration.ofMinutes(3);

    private final List<URI> nodes;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Map<String, Instant> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> refusals = new ConcurrentSkipListMap<>();

    Webhooks(List<URI> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** Where one kind of webhook goes, and what proves it. */
    record Hook(String path, String secret) {}

    /**
     * Pauses longer after each refusal, as senders do: nodes that have just started are not kept busy with refusing.
     *
     * @throws IllegalStateException when no node took it within three minutes, or one said that it is wrong
     */
    void send(Hook hook, String id, String body, Random random) throws InterruptedException {
        Instant end = Instant.now().plus(GIVEN_UP);
        for (long pause = PAUSE_MILLIS;
                Instant.now().isBefore(end);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            if (taken(hook, id, body, nodes.get(random.nextInt(nodes.size())))) {
                acknowledged.putIfAbsent(id, Instant.now());
                return;
            }
            Thread.sleep(pause / 2 + random.nextLong(pause));
        }
        throw new IllegalStateException("No node took the webhook " + id);
    }

    private boolean taken(Hook hook, String id, String body, URI node) throws InterruptedException {
        String time = String.valueOf(Instant.now().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(node.resolve(hook.path()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", time)
                .header("webhook-signature", "v1," + signature(hook.secret(), id + "." + time + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            int status = answer.statusCode();
            if (status >= 400 && status < 500 && status != 429)
                throw new IllegalStateException("%s answered %d: %s".formatted(id, status, answer.body()));
            if (status >= 300) refusedBy(String.valueOf(status));
            return status < 300;
        } catch (java.io.IOException e) {
            refusedBy(e.getClass().getSimpleName());
            return false; // killed, or not up again; whether it was taken the next try will show
        }
    }

    private void refusedBy(String what) {
        refusals.computeIfAbsent(what, _ -> new AtomicLong()).incrementAndGet();
    }

    static String signature(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By webhook id, when it was first acknowledged. */
    Map<String, Instant> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Tries that no node acknowledged. */
    long refused() {
        return refusals.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** How many, by status or kind of failure. */
    Map<String, AtomicLong> refusals() {
        return refusals;
    }
}
