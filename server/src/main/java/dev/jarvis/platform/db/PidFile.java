package dev.jarvis.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's postmaster.pid: line 1 the process, line 4 the port, line 8 the state
 * (<a href="https://www.postgresql.org/docs/18/storage-file-layout.html">file layout</a>; the lines are those of
 * miscadmin.h). It is the server's own word that it holds the port, before anybody connects to it.
 */
record PidFile(long pid, int port, String state) {
    static final String NAME = "postmaster.pid";

    /** Empty when there is none, or while it is being written. */
    static Optional<PidFile> read(Path cluster) throws IOException {
        try {
            return parsed(Files.readAllLines(cluster.resolve(NAME)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    boolean isReady() {
        return state.equals("ready");
    }

    /** Numbers are given again after a reboot: whether the process of that number is surely some other program. */
    boolean isStale() {
        return process().isPresent() && !isPostgres();
    }

    /** Whether it is alive and serves this very folder, so that it may be told to stop. */
    boolean servesFrom(Path cluster) {
        return isPostgres()
                && process()
                        .flatMap(process -> process.info().commandLine())
                        .filter(line -> line.contains(cluster.toString()))
                        .isPresent();
    }

    private Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    private boolean isPostgres() {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).strip().equals("postgres");
        } catch (IOException e) {
            return process()
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.endsWith("/postgres"))
                    .isPresent();
        }
    }

    private static Optional<PidFile> parsed(List<String> lines) {
        try {
            int port = lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
            String state = lines.size() > 7 ? lines.get(7).strip() : "starting";
            return Optional.of(new PidFile(Long.parseLong(lines.getFirst().strip()), port, state));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
