package dev.jarvis;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Replaces the master key, the observatories' data keys, or both, while the server works. */
final class KeysRotateCommand implements Command {
    private static final Duration PATIENCE = Duration.ofHours(6);
    private final RunningServer server;

    KeysRotateCommand(RunningServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "keys rotate";
    }

    @Override
    public String usage() {
        return "keys rotate [--layer master|data|both] [--json]";
    }

    @Override
    public List<String> options() {
        return List.of("layer");
    }

    @Override
    public void run(Options options, PrintStream out) {
        String layer = options.optional("layer").orElse("both");
        JsonNode done =
                server.ask("/api/console/keys/rotate", Map.of("layer", layer.toUpperCase(Locale.ROOT)), PATIENCE);
        if (options.json()) out.println(done);
        else tell(out, layer, done);
    }

    private static void tell(PrintStream out, String layer, JsonNode done) {
        if (!layer.equals("data")) out.printf("%s keysets are wrapped by the new master key.%n", done.path("keysets"));
        if (!layer.equals("master"))
            out.printf(
                    "%s observatories have a new data key; %s values were sealed again.%n",
                    done.path("observatories"), done.path("values"));
        if (!layer.equals("data"))
            out.println("Copy the key file anew. Older backups need the earlier master keys; when none is left of those"
                    + " backups: ./jarvis keys forget");
    }
}
