package dev.jarvis;

import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.db.FreshDatabase;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.testing.Platforms;
import dev.jarvis.testing.ServerTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
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
    private static final Duration MOST = Duration.ofMinutes(15);

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
        Story.needsTheDashboard();
        sandbox.register(Set.of(
                callback("localhost", "twitter"),
                callback("127.0.0.1", "twitter"),
                callback("localhost", "gmail"),
                callback("127.0.0.1", "gmail")));
    }

    @Test
    void tellsItsStoryInABrowser() throws IOException, InterruptedException {
        Story.tell(
                MOST,
                "run.mjs",
                "--base",
                base(),
                "--sandbox",
                sandbox.baseUri().toString(),
                "--setup-link",
                setUpLink());
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
