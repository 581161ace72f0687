package dev.jarvis.connectors.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jarvis.connectors.MemoryFiles;
import dev.jarvis.connectors.TestContext;
import dev.jarvis.connectors.TestManifests;
import dev.jarvis.sdk.Call;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.OAuthApp;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Reply;
import dev.jarvis.sdk.Request;
import dev.jarvis.sdk.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide's example is code that compiles and runs, and the guide shows exactly this code. */
class HowToTests {
    private static final Path GUIDE = Path.of("../docs/how-to/add-a-connector.md");
    private static final Pattern BLOCK = Pattern.compile("```(?:java|yaml)\\n(.*?)```", Pattern.DOTALL);

    private final List<Request> sent = new ArrayList<>();

    @Test
    void theGuideShowsTheCodeThatRuns() throws IOException {
        String code = Files.readString(Path.of("src/test/resources/dev/jarvis/connectors/example/connector.yaml"))
                + Files.readString(Path.of("src/test/java/dev/jarvis/connectors/example/NtfyConnector.java"))
                + Files.readString(Path.of("src/test/java/dev/jarvis/connectors/example/NtfyIntegration.java"));

        List<String> blocks = BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(blocks).hasSize(3).allSatisfy(block -> assertThat(code).contains(block));
    }

    @Test
    void theExampleNotifies() {
        NtfyConnector.Published published = NtfyConnector.PUBLISH.run(
                connected(200, "{\"id\": \"x1\"}"),
                new NtfyConnector.Notification("acme-orders", "One more"),
                new Call(UUID.randomUUID(), Instant.EPOCH, new MemoryFiles()));

        assertThat(published.id()).isEqualTo("x1");
        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.uri()).hasToString("https://ntfy.sh/");
            assertThat(request.headers()).containsEntry("Authorization", "Bearer tk_1");
        });
    }

    @Test
    void theExampleReadsRefusalsByItsManifest() {
        PlatformException refused = catchThrowableOfType(
                PlatformException.class,
                () -> connected(429, "{\"code\": 42908, \"error\": \"limit reached\"}")
                        .testConnection());

        assertThat(refused.kind()).isEqualTo(ErrorKind.QUOTA);
        assertThat(refused.words()).contains("limit reached", "the day's messages are used up");
    }

    private NtfyIntegration connected(int status, String body) {
        Credentials token = Credentials.keys("token", Map.of("access_token", Secret.of("tk_1")));
        NtfyIntegration ntfy = new NtfyIntegration();
        ntfy.initialize(new TestContext(
                TestManifests.of(new NtfyConnector()),
                Map.of("api", "https://ntfy.sh"),
                new OAuthApp("none", null),
                token,
                request -> {
                    sent.add(request);
                    return new Reply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
                },
                InstantSource.system()));
        return ntfy;
    }
}
