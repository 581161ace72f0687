package dev.jarvis.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/** One run of the server process, from its start to its end. */
final class Postmaster {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOG_KEPT_BYTES = 10L * 1024 * 1024;

    private final PostgresCluster cluster;
    private final int port;
    private final Process process;
    private final Path log;
    private final long logStart;

    private Postmaster(PostgresCluster cluster, int port, Process process, Path log, long logStart) {
        this.cluster = cluster;
        this.port = port;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /**
     * @param keeper the one thread that starts processes; the system ends the server when that thread ends, so it must
     *     live as long as the server is wanted
     */
    static Postmaster start(
            PostgresCluster cluster, PostgresBinaries binaries, int port, List<String> flags, ExecutorService keeper)
            throws IOException {
        Path log = rotated(cluster.data().logs());
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        Path program = binaries.program("postgres");
        ProcessBuilder builder = new ProcessBuilder(
                        cluster.account().server(commandLine(program, cluster.path(), port, flags)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        PostgresProgram.inCleanSurroundings(builder);
        Process process = on(keeper, builder, program);
        return new Postmaster(cluster, port, process, log, logStart);
    }

    int port() {
        return port;
    }

    Process process() {
        return process;
    }

    /** Waits until the server takes connections. @return false when it ended instead */
    boolean becomesReady() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (process.isAlive()) {
            if (PidFile.read(cluster.path()).filter(this::isOursAndReady).isPresent()) {
                return true;
            }
            if (Instant.now().isAfter(end)) {
                process.destroyForcibly();
                throw DatabaseFailure.didNotStart(log, "it was not ready after " + PATIENCE.toSeconds() + " s");
            }
            Pause.of(Duration.ofMillis(5));
        }
        return false;
    }

    LastWords lastWords() throws IOException {
        return LastWords.in(log, logStart);
    }

    DatabaseFailure failure() throws IOException {
        return lastWords().failure(log, cluster.path());
    }

    private boolean isOursAndReady(PidFile file) {
        return file.pid() == process.pid() && file.port() == port && file.isReady();
    }

    private static List<String> commandLine(Path program, Path cluster, int port, List<String> flags) {
        List<String> line = new ArrayList<>(List.of(program.toString(), "-D", cluster.toString()));
        line.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "port=" + port));
        flags.forEach(flag -> line.addAll(List.of("-c", flag)));
        return line;
    }

    private static Path rotated(Path logs) throws IOException {
        Path log = logs.resolve("postgresql.log");
        if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
            Files.move(log, logs.resolve("postgresql.log.1"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    private static Process on(ExecutorService keeper, ProcessBuilder builder, Path program) {
        try {
            return keeper.submit(() -> PostgresProgram.started(builder, program))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting PostgreSQL", e);
        }
    }
}
