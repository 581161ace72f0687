package dev.jarvis;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Makes an API key and prints it once. */
final class KeyCreateCommand implements Command {
    private final RunningServer server;

    KeyCreateCommand(RunningServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "key create";
    }

    @Override
    public String usage() {
        return "key create --observatory NAME --role ROLE [--name N] [--kind person|service|agent] [--scope S ...] [--json]";
    }

    @Override
    public List<String> options() {
        return List.of("observatory", "role", "name", "kind", "scope");
    }

    @Override
    public void run(Options options, PrintStream out) {
        Map<String, Object> key = Map.of(
                "name", options.optional("name").orElse("Command line"),
                "role", options.needed("role"),
                "kind", options.optional("kind").orElse("person"),
                "scopes", options.all("scope"));
        JsonNode made =
                server.ask("/api/console/keys", Map.of("observatory", options.needed("observatory"), "key", key));
        out.println(options.json() ? made.toString() : made.path("apiKey").asString());
    }
}
