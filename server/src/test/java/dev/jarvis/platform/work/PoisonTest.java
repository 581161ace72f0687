package dev.jarvis.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that end the process that runs them, in real processes that are started anew when they ended. */
@Protocol
class PoisonTest {
    private static final int NEIGHBOURS = 300;
    private static final List<String> POISONS = List.of("halt", "overflow", "memory");

    private final Rig rig = new Rig();
    private final UUID shop = UUID.randomUUID();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    @Tag("P10")
    void givesUpWhatThreeNodesDiedOfAndDoesAllElse(Proof proof) throws Exception {
        List<UUID> poisons = new ArrayList<>();
        for (String poison : POISONS.subList(0, Size.of(2, 3, 3)))
            for (int i = 0; i < Size.of(1, 3, 10); i++) poisons.add(put(poison));
        List<UUID> neighbours = new ArrayList<>();
        for (int i = 0; i < NEIGHBOURS; i++) neighbours.add(put("nothing"));

        int deaths = runUntilQuiet(Duration.ofSeconds(Size.of(90, 300, 900)));

        assertThat(rig.count("dead_at is null")).as("left undone").isZero();
        assertThat(dead()).containsExactlyInAnyOrderElementsOf(poisons);
        assertThat(rig.count("jsonb_array_length(errors) < " + Tries.MOST_CRASHES))
                .as("given up too early")
                .isZero();
        assertThat(done()).containsAll(ids(neighbours)).doesNotContainAnyElementsOf(ids(poisons));
        proof.count("poisons given up after three crashes", poisons.size())
                .count("processes that died", deaths)
                .count("neighbours done", neighbours.size())
                .count("neighbours given up", 0);
    }

    /** @return how many processes died */
    private int runUntilQuiet(Duration atMost) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(atMost);
        for (int deaths = 0; ; deaths++) {
            Process node = start(deaths);
            try {
                while (node.isAlive() && Instant.now().isBefore(end) && rig.count("dead_at is null") > 0)
                    node.waitFor(100, TimeUnit.MILLISECONDS);
                if (node.isAlive()) return deaths;
            } finally {
                node.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(int number) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedNode.class.getName(),
                        rig.database.url())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("node-" + number).toFile())
                .start();
    }

    private UUID put(String what) {
        UUID id = UuidV7.next();
        rig.put(NewTask.of(shop, id, Rig.KIND, "{\"do\": \"%s\"}".formatted(what)));
        return id;
    }

    private List<UUID> dead() {
        return rig.oracle
                .sql("select id from work where dead_at is not null")
                .query(UUID.class)
                .list();
    }

    private Set<String> done() throws IOException {
        List<String> lines = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) lines.addAll(Files.readAllLines(file));
        }
        return lines.stream()
                .filter(line -> line.startsWith("did "))
                .map(line -> line.substring(4))
                .collect(Collectors.toSet());
    }

    private static List<String> ids(List<UUID> tasks) {
        return tasks.stream().map(UUID::toString).toList();
    }
}
