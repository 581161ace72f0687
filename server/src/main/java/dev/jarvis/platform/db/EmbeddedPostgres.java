package dev.jarvis.platform.db;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL 18 of our own as a child process, on loopback, with durable commits.
 *
 * <p>It never runs as root, never serves or trusts a data directory that is not ours, ends cleanly with
 * {@link #close()}, and ends by itself when this process is killed (Linux; on macOS the next start ends it). When the
 * server process ends without our asking it is started again on the same port, for as long as it takes (see {@link
 * RestartPace}).
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(15);

    private final PostgresCluster cluster;
    private final PostgresBinaries binaries;
    private final List<String> flags;
    private final DataLock lock;
    private final DatabaseSecret secret;
    private final ExecutorService keeper = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("postgres-keeper").factory());
    private final RestartPace pace = new RestartPace();
    private volatile Postmaster postmaster;
    private volatile boolean closing;

    private EmbeddedPostgres(
            PostgresCluster cluster,
            PostgresBinaries binaries,
            List<String> flags,
            DataLock lock,
            DatabaseSecret secret,
            LoopbackPort port)
            throws IOException {
        this.cluster = cluster;
        this.binaries = binaries;
        this.flags = flags;
        this.lock = lock;
        this.secret = secret;
        this.postmaster = firstRun(port);
        watch(postmaster);
    }

    /**
     * Starts the database of this data directory, making it first when there is none. Takes about a second then, a
     * fifth of one later.
     *
     * @param port a port on 127.0.0.1, or 0 for the one of last time or any free one
     * @throws DatabaseFailure whenever it cannot be used, with a stable code and the step that helps
     */
    public static EmbeddedPostgres start(DataDirectory data, int port) {
        return start(data, port, List.of());
    }

    static EmbeddedPostgres start(DataDirectory data, int port, List<String> flags) {
        try {
            return started(data, port, flags);
        } catch (FileSystemException e) {
            throw explained(data.path(), e);
        } catch (IOException e) {
            throw LastWords.of(String.valueOf(e.getMessage())).failure(data.path(), data.path());
        }
    }

    private static EmbeddedPostgres started(DataDirectory data, int port, List<String> flags) throws IOException {
        DatabaseAccount account = DatabaseAccount.current();
        PostgresCluster cluster = new PostgresCluster(data, account);
        Path folder = data.make();
        openTo(account, folder);
        DataLock lock = DataLock.take(folder);
        try {
            PostgresBinaries binaries = PostgresBinaries.unpackedIn(data.binaries());
            DatabaseSecret secret = cluster.openOrMake(binaries);
            return new EmbeddedPostgres(cluster, binaries, flags, lock, secret, LoopbackPort.of(folder, port));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The owner's address: migrations, and a second node that shares this database. It contains the password. */
    public DatabaseUrl ownerUrl() {
        return url(PostgresCluster.OWNER, PostgresCluster.DATABASE);
    }

    /** The superuser's address, for what only it may do (base backup). It contains the password. */
    public DatabaseUrl superuserUrl() {
        return url(PostgresCluster.SUPERUSER, PostgresCluster.DATABASE);
    }

    /** Changes only when another program has taken the port of last time. */
    public int port() {
        return postmaster.port();
    }

    /** PostgreSQL's own files. */
    public Path clusterPath() {
        return cluster.path();
    }

    long pid() {
        return postmaster.process().pid();
    }

    private DatabaseUrl url(String user, String database) {
        return new DatabaseUrl("127.0.0.1", port(), database, user, secret.passwordOf(user), DatabaseUrl.LOOPBACK);
    }

    private Postmaster firstRun(LoopbackPort port) throws IOException {
        endLeftover();
        Instant end = Instant.now().plus(LEFTOVER_PATIENCE);
        for (int attempt = 1; ; attempt++) {
            Postmaster started = Postmaster.start(cluster, binaries, port.pick(), flags, keeper);
            if (started.becomesReady()) {
                port.remember(started.port());
                return started;
            }
            if (!mayTryAgain(started.lastWords(), port, attempt, end)) {
                keeper.shutdown();
                throw started.failure();
            }
            Pause.of(Duration.ofMillis(200));
        }
    }

    private static boolean mayTryAgain(LastWords words, LoopbackPort port, int attempt, Instant end) {
        if (words.portIsTaken()) {
            if (port.isFixed()) {
                throw DatabaseFailure.portTaken(port.wanted());
            }
            return attempt < 5;
        }
        return words.lockFileExists() && Instant.now().isBefore(end);
    }

    /**
     * We hold the lock of the data directory, so a server that still runs on it has lost its Jarvis: it is stopping
     * already, or on a system without death signals it must be told. A file that names some other program is stale.
     */
    private void endLeftover() throws IOException {
        Optional<PidFile> left = PidFile.read(cluster.path());
        if (left.filter(file -> file.servesFrom(cluster.path())).isPresent()) {
            LOG.info("An earlier PostgreSQL is still running; ending it.");
            stop("fast");
        } else if (left.filter(PidFile::isStale).isPresent()) {
            Files.deleteIfExists(cluster.path().resolve(PidFile.NAME));
        }
    }

    private void watch(Postmaster watched) {
        Thread.ofVirtual().name("postgres-watch").start(() -> {
            int exit = watched.process().onExit().join().exitValue();
            if (closing) return;
            LOG.error(
                    "PostgreSQL ended by itself (exit {}) and is started again. Its last words: {}",
                    exit,
                    reason(watched));
            startAgain();
        });
    }

    private void startAgain() {
        while (true) {
            Duration pause = pace.afterEnd(Instant.now());
            if (pause.isPositive()) LOG.error("It ends again and again; the next start is in {} s.", pause.toSeconds());
            Pause.of(pause);
            if (closing) return;
            try {
                Postmaster next = Postmaster.start(cluster, binaries, port(), flags, keeper);
                postmaster = next;
                watch(next);
                return;
            } catch (IOException | RuntimeException e) {
                LOG.error("PostgreSQL could not be started again: {}", e.getMessage());
            }
        }
    }

    private static String reason(Postmaster ended) {
        try {
            return ended.lastWords().lastLine();
        } catch (IOException e) {
            return "its log cannot be read (" + e.getMessage() + ")";
        }
    }

    /** Ends sessions, writes a checkpoint and stops; up to a minute where much is to be written. */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        try {
            stop("fast");
            keeper.shutdown();
            lock.close();
        } catch (IOException e) {
            LOG.warn("PostgreSQL did not stop cleanly: {}", e.getMessage());
        }
    }

    private void stop(String mode) throws IOException {
        try {
            new PostgresProgram(binaries.program("pg_ctl"), cluster.account(), cluster.path())
                    .run(List.of("stop", "-D", cluster.path().toString(), "-m", mode, "-t", "60", "-s"), "");
        } catch (DatabaseFailure e) {
            if (PidFile.read(cluster.path())
                    .filter(file -> file.servesFrom(cluster.path()))
                    .isPresent()) {
                throw e;
            }
        }
    }

    /** Root's own data directory may have been made under a umask that closes it to the server's account. */
    private static void openTo(DatabaseAccount account, Path folder) throws IOException {
        if (account.switched() && account.blocking(folder) != null) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    private static DatabaseFailure explained(Path data, FileSystemException e) {
        if (String.valueOf(e.getReason()).contains("No space left on device")) {
            return DatabaseFailure.diskFull(data, e);
        }
        return DatabaseFailure.unwritable(
                e instanceof AccessDeniedException || e instanceof FileAlreadyExistsException ? e.getFile() : data, e);
    }
}
