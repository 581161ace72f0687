package dev.jarvis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Where every figure and every protocol that passed is kept, one JSON each. */
final class Results {
    private Results() {}

    static void passed(Path home, String protocol, String size, JsonNode counts) throws IOException {
        ObjectNode proof = begun().put("protocol", protocol).put("size", size);
        proof.set("counts", counts);
        keep(home, protocol + "-", proof);
    }

    static ObjectNode begun() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("date", Instant.now().toString())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", Runtime.version().toString());
    }

    /** Keeps it, and writes the README's tables anew. */
    static void keep(Path home, String prefix, ObjectNode result) throws IOException {
        Path folder = home.resolve("bench/results");
        Files.createDirectories(folder);
        Path file = folder.resolve(prefix + Instant.now().toString().replace(':', '-') + ".json");
        Files.writeString(file, result.toPrettyString() + "\n");
        Figures.main(new String[] {home.toString()});
        System.out.println("Stored in " + home.relativize(file) + ", and shown in README.md");
    }
}
