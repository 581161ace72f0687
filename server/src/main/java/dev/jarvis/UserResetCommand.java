package dev.jarvis;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Makes a link by which somebody who lost their password chooses a new one. */
final class UserResetCommand implements Command {
    private final RunningServer server;

    UserResetCommand(RunningServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "user reset";
    }

    @Override
    public String usage() {
        return "user reset --email E [--json]";
    }

    @Override
    public List<String> options() {
        return List.of("email");
    }

    @Override
    public void run(Options options, PrintStream out) {
        JsonNode made = server.ask("/api/console/resets", Map.of("email", options.needed("email")));
        out.println(options.json() ? made.toString() : made.path("link").asString());
    }
}
