package dev.jarvis;

import com.sun.net.httpserver.HttpServer;
import dev.jarvis.platform.db.DataDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a rehearsal plays, on data that are thrown away: somebody sets Jarvis up, webhooks start a rule that tells a stand-in
 * on this machine, and lists are looked at. Classes and profiles of these paths go into the JVM's cache (JEP 483, JEP 515),
 * so that the first minute of a real start is not the slow one. Where it fails, starts are slower and nothing else.
 */
@Component
final class Play {
    private static final Logger LOG = LoggerFactory.getLogger(Play.class);
    private static final int WEBHOOKS = 3_000;
    private static final int SENDERS = 8;
    private static final List<String> LISTS =
            List.of("/api/integrations/activity?limit=50", "/api/rules", "/api/runs", "/api/approvals", "/");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] SECRET = new byte[32];

    private final Environment environment;
    private final RunningServer console;
    private final int standIn;

    /** @param standIn the port that the launcher opened for the stand-in, to be listened on and called; 0 in a real start */
    Play(Environment environment, DataDirectory data, @Value("${jarvis.rehearsal.stand-in:0}") int standIn) {
        this.environment = environment;
        this.console = new RunningServer(data.path());
        this.standIn = standIn;
    }

    /** Before the listener that ends the rehearsal. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    void ready() {
        if (standIn == 0) return;
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpServer upstream = upstream();
            try {
                play(http);
            } finally {
                upstream.stop(0);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The rehearsal was not played to its end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpServer upstream() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), standIn), 0);
        byte[] answer = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private void play(HttpClient http) throws IOException, InterruptedException {
        String key = console.ask(
                        "/api/console/setup", Map.of("email", "play@example.com", "name", "P", "observatory", "P"))
                .path("apiKey")
                .asString();
        String hook = arranged(http, key);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < SENDERS; sender++) {
                int own = sender;
                senders.submit(() -> {
                    for (int i = own; i < WEBHOOKS; i += SENDERS) deliver(http, hook, "play-" + i);
                    return null;
                });
            }
            for (int i = 0; i < 20; i++)
                for (String list : LISTS) send(http, to(list, key).GET().build());
        }
    }

    /** @return the hook's id */
    private String arranged(HttpClient http, String key) throws IOException, InterruptedException {
        post(http, key, "/api/integrations/http/connect", """
                {"scheme": "header", "credentials": {"base_url": "http://127.0.0.1:%d", "authorization": "none"}}""".formatted(standIn));
        String hook = post(http, key, "/api/hooks", """
                {"name": "Play", "secret": "whsec_%s"}""".formatted(
                                Base64.getEncoder().encodeToString(SECRET)))
                .at("/hook/id")
                .asString();
        post(http, key, "/api/rules", """
                {"name": "Play", "enabled": true, "trigger": {"kind": "webhook", "hook": "%s"},
                 "steps": [{"kind": "act", "id": "tell", "action": "http/send",
                            "input": {"path": "/n", "body": {"text": "${trigger.body.text + '!'}"}}}]}""".formatted(hook));
        return hook;
    }

    private void deliver(HttpClient http, String hook, String id) throws IOException, InterruptedException {
        String body = "{\"text\":\"" + id + "\"}";
        String time = String.valueOf(Instant.now().getEpochSecond());
        send(
                http,
                HttpRequest.newBuilder(address("/hooks/webhook/" + hook))
                        .header("Content-Type", "application/json")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", time)
                        .header("webhook-signature", "v1," + signature(id + "." + time + "." + body))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256 (javax.crypto.Mac)", e);
        }
    }

    private JsonNode post(HttpClient http, String key, String path, String body)
            throws IOException, InterruptedException {
        return JSON.readTree(send(
                http,
                to(path, key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build()));
    }

    private HttpRequest.Builder to(String path, String key) {
        return HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + key);
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + environment.getProperty("local.server.port") + path);
    }

    private static String send(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400)
            throw new IllegalStateException(request.uri().getPath() + " was answered " + answer.body());
        return answer.body();
    }
}
