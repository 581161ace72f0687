package dev.jarvis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a protocol has shown. Printed when all its tests passed; kept in {@code bench/results/} at the larger sizes, where
 * the README's table comes from. For many threads.
 */
public final class Proof {
    private static final Path RESULTS = Path.of("..", "bench", "results");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String protocol;
    private final long began = System.nanoTime();
    private final ObjectNode counts = JSON.createObjectNode();
    private int passed;
    private boolean failed;

    Proof(String protocol) {
        this.protocol = protocol;
    }

    public synchronized Proof count(String what, long count) {
        counts.put(what, count);
        return this;
    }

    /** Adds to a count that several tests share. */
    public synchronized Proof more(String what, long count) {
        return count(what, counts.path(what).asLong(0) + count);
    }

    /** For ratios and milliseconds; kept with three places. */
    public synchronized Proof figure(String what, double value) {
        counts.put(what, Math.round(value * 1000) / 1000.0);
        return this;
    }

    synchronized void passed() {
        passed++;
    }

    synchronized void failed() {
        failed = true;
    }

    synchronized void store() {
        if (failed || passed == 0) return;
        ObjectNode proof = JSON.createObjectNode()
                .put("protocol", protocol)
                .put("size", Size.NOW.name().toLowerCase(Locale.ROOT))
                .put("date", Instant.now().toString())
                .put("seconds", Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0)
                .put("java", Runtime.version().toString())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("tests", passed);
        proof.set("counts", counts);
        System.out.println("PASSED " + proof);
        if (Size.NOW != Size.SECONDS) keep(proof);
    }

    private void keep(ObjectNode proof) {
        try {
            Files.createDirectories(RESULTS);
            String name = protocol + "-" + Instant.now().toString().replace(':', '-') + ".json";
            Files.writeString(RESULTS.resolve(name), proof.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
