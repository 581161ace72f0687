package dev.jarvis;

import dev.jarvis.observatory.console.ConsoleToken;
import dev.jarvis.platform.db.DataDirectory;
import dev.jarvis.platform.problem.RequestId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server of this data directory, found by the file it keeps there. Where none runs, this process becomes one for the
 * length of the command, so that a command is the same request in both cases.
 */
final class RunningServer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] QUIETLY = {
        "--server.port=0",
        "--server.address=127.0.0.1",
        "--management.server.port=0",
        "--jarvis.quiet=true",
        "--logging.level.root=error"
    };

    private final Path data;
    private final Path file;

    RunningServer() {
        this(dataDirectory().path());
    }

    RunningServer(Path data) {
        this.data = data;
        this.file = data.resolve(ConsoleToken.FILE);
    }

    /** @throws Command.Refused with the server's own words */
    JsonNode ask(String path, Map<String, ?> body) {
        return ask(path, body, PATIENCE);
    }

    /** Asks the server where one runs, and starts none. */
    Optional<JsonNode> askIfRunning(String path, Map<String, ?> body) {
        return call(path, body, PATIENCE).map(RunningServer::answer);
    }

    Path data() {
        return data;
    }

    /** As {@link #ask(String, Map)}, for what takes longer. */
    JsonNode ask(String path, Map<String, ?> body, Duration patience) {
        Optional<HttpResponse<String>> running = call(path, body, patience);
        if (running.isPresent()) return answer(running.get());
        try (ConfigurableApplicationContext own = start()) {
            return answer(call(path, body, patience)
                    .orElseThrow(() -> new IllegalStateException("This server did not start")));
        }
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Jarvis.class)
                .web(WebApplicationType.SERVLET)
                .run(QUIETLY);
    }

    /** Empty when no server runs: the file that a killed one left leads nowhere, or by now to another program. */
    private Optional<HttpResponse<String>> call(String path, Map<String, ?> body, Duration patience) {
        String[] portAndToken = read();
        if (portAndToken == null) return Optional.empty();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + portAndToken[0] + path))
                .timeout(patience)
                .header("Authorization", "Console " + portAndToken[1])
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()))
                    .filter(RunningServer::isOurs);
        } catch (HttpTimeoutException e) {
            throw new Command.Refused("The server did not answer within %d s.".formatted(patience.toSeconds()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Command.Refused("Interrupted.");
        }
    }

    private String @Nullable [] read() {
        try {
            return Files.exists(file) ? Files.readString(file).split(" ") : null;
        } catch (IOException e) {
            throw new Command.Refused(
                    "The file %s cannot be read. Run this as the user that runs the server.".formatted(file));
        }
    }

    private static boolean isOurs(HttpResponse<String> response) {
        boolean ofAnotherJarvis =
                response.statusCode() == 403 && response.body().contains("\"command-line-only\"");
        return response.headers().firstValue(RequestId.HEADER).isPresent() && !ofAnotherJarvis;
    }

    private static JsonNode answer(HttpResponse<String> response) {
        JsonNode body = JSON.readTree(response.body());
        if (response.statusCode() < 300) return body;
        throw new Command.Refused(body.path("detail").asString());
    }

    /** The one that this installation's server has. */
    static DataDirectory dataDirectory() {
        return DataDirectory.choose(System.getenv("JARVIS_DATA"), System.getenv("JARVIS_DATA_NAME"), home());
    }

    private static Path home() {
        String setting = System.getProperty("jarvis.home", System.getenv("JARVIS_HOME"));
        return Path.of(setting == null ? System.getProperty("user.dir") : setting);
    }
}
