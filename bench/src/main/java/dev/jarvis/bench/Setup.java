package dev.jarvis.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./jarvis setup ...} as a person would type it, beside a server that runs. */
final class Setup {
    private Setup() {}

    /** @return what it printed */
    static String run(Path home, Map<String, String> settings, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("jarvis").toString(), "setup"));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(settings);
        Process setup = builder.start();
        String said = new String(setup.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (setup.waitFor() != 0) throw new IllegalStateException("./jarvis setup failed. It said: " + said);
        return said;
    }
}
