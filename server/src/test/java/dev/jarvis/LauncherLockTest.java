package dev.jarvis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's own functions, run by many shells at once. */
class LauncherLockTest {
    private static final int TAKERS = 12;

    /** Whoever is inside while another is leaves a mark. */
    private static final String TURN = """
            mkdir "$work/inside" 2> /dev/null || : > "$work/two-at-once"
            echo "$1" >> "$work/turns"
            sleep 0.02
            rmdir "$work/inside"
            """;

    @TempDir
    private Path work;

    private String functions;

    @BeforeEach
    void readTheLauncher() throws IOException {
        String launcher = Files.readString(Path.of("..", "jarvis"));
        int from = launcher.indexOf("# Taking turns ---");
        int to = launcher.indexOf("# Building, one at a time ---");
        assertThat(from).isPositive().isLessThan(to);
        functions = "set -eu\nwork=%s\nlock=$work/builder\nsay() { printf '%%s\\n' \"$*\" >&2; }\n".formatted(work)
                + launcher.substring(from, to).replace("sleep 1\n", "sleep 0.05\n");
    }

    @Test
    void letsOneInAtATime() throws Exception {
        everybodyTakesTheirTurn();
    }

    @Test
    void letsOneOfManyFollowAHolderWhoDied() throws Exception {
        assertThat(shell("take_lock\nkill -KILL $$", "dead").waitFor()).isNotZero();
        assertThat(work.resolve("builder")).exists();
        everybodyTakesTheirTurn();
    }

    @Test
    void letsOthersFollowWhenTheHeirDiesToo() throws Exception {
        shell("take_lock\nkill -KILL $$", "dead").waitFor();
        shell("take_lock\nkill -KILL $$", "dead heir").waitFor();
        everybodyTakesTheirTurn();
    }

    @Test
    void waitsForALiveHolderOfAnotherAccount() throws Exception {
        Files.writeString(work.resolve("builder"), "1.1\n");
        Process waiting = shell("kill() { return 1; }\ntake_lock\n" + TURN, "early");
        assertThat(waiting.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
        Files.delete(work.resolve("builder"));
        assertThat(waiting.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(work.resolve("turns")).hasContent("early");
    }

    private void everybodyTakesTheirTurn() throws Exception {
        List<Process> takers = new ArrayList<>();
        for (int i = 0; i < TAKERS; i++) takers.add(shell("take_lock\n" + TURN + "drop_lock", "taker " + i));
        for (Process taker : takers) {
            assertThat(taker.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(taker.exitValue()).isZero();
        }
        assertThat(Files.readAllLines(work.resolve("turns"))).hasSize(TAKERS);
        assertThat(names()).doesNotContain("two-at-once", "builder").noneMatch(name -> name.startsWith("builder."));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Process shell(String script, String name) throws IOException {
        Path file = Files.writeString(
                work.resolveSibling(work.getFileName() + "-" + name.replace(' ', '-') + ".sh"),
                functions + script + "\n",
                StandardCharsets.UTF_8);
        file.toFile().deleteOnExit();
        return new ProcessBuilder("/bin/sh", file.toString(), name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
