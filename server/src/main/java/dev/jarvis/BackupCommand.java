package dev.jarvis;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Copies the built-in database into one file, while the server serves or while it is off. */
final class BackupCommand implements Command {
    private static final Duration PATIENCE = Duration.ofHours(6);
    private final RunningServer server;

    BackupCommand(RunningServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String usage() {
        return "backup FILE";
    }

    @Override
    public List<String> options() {
        return List.of();
    }

    @Override
    public boolean takesAFile() {
        return true;
    }

    @Override
    public void run(Options options, PrintStream out) {
        Path file = options.file();
        JsonNode done = server.ask("/api/console/backups", Map.of("file", file.toString()), PATIENCE);
        out.printf(
                "%s holds the database as of %s, %,d bytes. The master key is not in it: keep master.key apart.%n",
                done.path("file").asString(),
                done.path("at").asString(),
                done.path("bytes").asLong());
    }
}
