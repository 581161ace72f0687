package dev.jarvis;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Takes the earlier master keys out of the key file, when no backup needs them any more. */
final class KeysForgetCommand implements Command {
    private final RunningServer server;

    KeysForgetCommand(RunningServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "keys forget";
    }

    @Override
    public String usage() {
        return "keys forget [--json]";
    }

    @Override
    public List<String> options() {
        return List.of();
    }

    @Override
    public void run(Options options, PrintStream out) {
        JsonNode done = server.ask("/api/console/keys/forget", Map.of());
        out.println(options.json() ? done.toString() : "The key file holds the current master key alone.");
    }
}
