package dev.jarvis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What one of the scripts in {@code web/e2e} does in a real browser; without one it says so and passes, unless {@code CI=true}. */
final class Story {
    static void tell(Duration most, String script, String... words) throws IOException, InterruptedException {
        Process story = new ProcessBuilder(Stream.concat(Stream.of("node", script), Stream.of(words))
                        .toList())
                .directory(Path.of("../web/e2e").toFile())
                .redirectErrorStream(true)
                .start();
        story.onExit().orTimeout(most.toSeconds(), TimeUnit.SECONDS).whenComplete((_, late) -> end(story));
        try (BufferedReader told = story.inputReader(StandardCharsets.UTF_8)) {
            told.lines().forEach(System.out::println);
        }
        assertThat(story.waitFor()).as("what it found stands above").isZero();
    }

    static void needsTheDashboard() {
        boolean built = Story.class.getResource("/static/index.html") != null;
        assertThat(built || !"true".equals(System.getenv("CI")))
                .as("the dashboard is built")
                .isTrue();
        assumeTrue(built, "NOT RUN: the dashboard was not built (-Djarvis.web.skip)");
    }

    private static void end(Process story) {
        story.descendants().forEach(ProcessHandle::destroy);
        story.destroy();
    }

    private Story() {}
}
