package dev.jarvis.platform.db;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of PostgreSQL's programs, run to its end as the database's account. */
record PostgresProgram(Path program, DatabaseAccount account, Path data) {
    /** @return what the program wrote; a failure is told apart by its words */
    String run(List<String> arguments, String input) throws IOException {
        Process process = start(arguments);
        try (OutputStream standardIn = process.getOutputStream()) {
            standardIn.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (exitOf(process) != 0 || said.contains("ERROR:")) {
            throw LastWords.of(said).failure(program, data);
        }
        return said;
    }

    private Process start(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(account.command(line)).redirectErrorStream(true);
        return started(inCleanSurroundings(builder), program);
    }

    static Process started(ProcessBuilder builder, Path program) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw DatabaseFailure.binariesDoNotRun(program, e);
        }
    }

    /** Our environment may hold the master key and PG* variables: neither is the database's business. */
    static ProcessBuilder inCleanSurroundings(ProcessBuilder builder) {
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        builder.environment().put("PATH", "/usr/bin:/bin");
        return builder.directory(Path.of("/").toFile());
    }

    private static int exitOf(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL was working", e);
        }
    }
}
