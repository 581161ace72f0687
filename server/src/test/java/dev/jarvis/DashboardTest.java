package dev.jarvis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.ServerTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/**
 * The dashboard in a real browser, against a fresh server and stand-in platforms. The story itself is
 * {@code web/e2e/run.mjs}; without a browser it says so and passes, unless {@code CI=true}.
 */
@ServerTest
@ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
class DashboardTest {
    private static final long MINUTES = 15;

    @LocalServerPort
    private int port;

    @Autowired
    private TenantTransactions db;

    @Autowired
    private Links links;

    @Autowired
    private Sandbox sandbox;

    @BeforeEach
    void isBuiltAndMayComeBackFromThePlatforms() {
        boolean built = getClass().getResource("/static/index.html") != null;
        assertThat(built || !"true".equals(System.getenv("CI")))
                .as("the dashboard is built")
                .isTrue();
        assumeTrue(built, "NOT RUN: the dashboard was not built (-Djarvis.web.skip)");
        sandbox.register(Set.of(
                callback("localhost", "twitter"),
                callback("127.0.0.1", "twitter"),
                callback("localhost", "gmail"),
                callback("127.0.0.1", "gmail")));
    }

    @Test
    void tellsItsStoryInABrowser() throws IOException, InterruptedException {
        Process story = new ProcessBuilder(
                        "node",
                        "run.mjs",
                        "--base",
                        base(),
                        "--sandbox",
                        sandbox.baseUri().toString(),
                        "--setup-link",
                        setUpLink())
                .directory(Path.of("../web/e2e").toFile())
                .redirectErrorStream(true)
                .start();
        story.onExit().orTimeout(MINUTES, TimeUnit.MINUTES).whenComplete((_, late) -> end(story));
        try (BufferedReader words = story.inputReader(StandardCharsets.UTF_8)) {
            words.lines().forEach(System.out::println);
        }
        assertThat(story.waitFor()).as("what it found stands above").isZero();
    }

    private static void end(Process story) {
        story.descendants().forEach(ProcessHandle::destroy);
        story.destroy();
    }

    private String setUpLink() {
        String token = db.global(() -> links.make(Links.Purpose.SETUP, null, Duration.ofMinutes(5)))
                .reveal();
        return base() + "/setup#" + token;
    }

    private String base() {
        return "http://localhost:" + port;
    }

    private String callback(String host, String platform) {
        return "http://%s:%d/api/integrations/%s/callback".formatted(host, port, platform);
    }
}
