package dev.jarvis.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./jarvis setup ...} as a person would type it, beside a server that runs. */
final class Setup {
    private Setup() {}

    /** Whether nobody has been set up there yet. */
    static boolean isNeeded(URI server) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest state =
                    HttpRequest.newBuilder(server.resolve("/api/setup")).build();
            String reply =
                    http.send(state, HttpResponse.BodyHandlers.ofString()).body();
            return JsonMapper.shared().readTree(reply).path("needed").asBoolean();
        }
    }

    /** @return what it printed */
    static String run(Path home, Map<String, String> settings, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("jarvis").toString(), "setup"));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        Surroundings.arrange(builder.environment(), settings);
        Process setup = builder.start();
        String said = new String(setup.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (setup.waitFor() != 0) throw new IllegalStateException("./jarvis setup failed. It said: " + said);
        return said;
    }
}
