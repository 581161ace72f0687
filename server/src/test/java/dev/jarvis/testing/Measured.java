package dev.jarvis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Figures that a test measured, kept in {@code bench/results/} in the shape that {@code ./jarvis bench} keeps its own. */
public final class Measured {
    private static final Path RESULTS = Path.of("..", "bench", "results");

    private final ObjectNode result = JsonMapper.shared()
            .createObjectNode()
            .put("date", Instant.now().toString())
            .put("processors", Runtime.getRuntime().availableProcessors())
            .put("java", Runtime.version().toString());

    /** @param values one a round; the median is the figure */
    public Measured figure(String name, String unit, double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        ObjectNode figure = result.withObjectProperty("figures").putObject(name);
        figure.put("median", sorted[sorted.length / 2]).put("unit", unit);
        for (double value : values) figure.withArrayProperty("all").add(value);
        return this;
    }

    public void store() {
        try {
            Files.createDirectories(RESULTS);
            Files.writeString(
                    RESULTS.resolve(Instant.now().toString().replace(':', '-') + ".json"),
                    result.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
