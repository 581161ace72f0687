package dev.jarvis.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/** What the stand-in platforms say has reached them. */
final class Upstream {
    private Upstream() {}

    /**
     * @param marker the post's text, or what the body named
     * @param first when it happened for the first time
     */
    record Effect(String marker, long times, Instant first) {}

    /** Those that first happened at that moment or later. */
    static List<Effect> effects(HttpClient http, URI upstream, Instant since) throws IOException, InterruptedException {
        HttpRequest asked = HttpRequest.newBuilder(upstream.resolve("/_sandbox/effects?since=" + since))
                .build();
        String body = http.send(asked, HttpResponse.BodyHandlers.ofString()).body();
        return StreamSupport.stream(
                        JsonMapper.shared().readTree(body).path("effects").spliterator(), false)
                .map(effect -> new Effect(
                        effect.path("marker").asString(),
                        effect.path("times").asLong(),
                        Instant.parse(effect.path("first").asString())))
                .toList();
    }
}
