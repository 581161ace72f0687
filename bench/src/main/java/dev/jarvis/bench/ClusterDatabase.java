package dev.jarvis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The database that the nodes of a {@link Cluster} share, and the ways in which it can let them down. */
final class ClusterDatabase implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration BACK = Duration.ofSeconds(30);
    private static final Pattern ADDRESS = Pattern.compile("^(postgres(?:ql)?://\\S+)");

    private final Path home;
    private final Path data;
    private final String url;
    private final @Nullable Disk disk;
    private final List<Instant> returns = new CopyOnWriteArrayList<>();
    private Child process;

    /** @param disk where {@code data} lies, if it is one of its own */
    ClusterDatabase(Path home, Path data, @Nullable Disk disk) throws IOException, InterruptedException {
        this.home = home;
        this.data = data;
        this.disk = disk;
        this.process = start(0);
        this.url = process.awaitReady(START);
    }

    /** {@code postgresql://user:password@host:port/name} of the owner. */
    String url() {
        return url;
    }

    /** When it could be used again after it had let its nodes down. */
    List<Instant> returns() {
        return List.copyOf(returns);
    }

    /** Ends PostgreSQL as a crash does; it recovers from its log, started again by who keeps it. */
    void crash() throws IOException, InterruptedException {
        for (ProcessHandle server : process.handle().children().toList())
            new ProcessBuilder("kill", "-QUIT", String.valueOf(server.pid()))
                    .start()
                    .waitFor();
        awaitUse();
    }

    /** Ends every connection of every node, as often as that, some hundredths of a second apart. */
    void cutConnections(int times, Random random) throws SQLException, InterruptedException {
        try (Connection owner = Oracle.connected(url);
                Statement statement = owner.createStatement()) {
            for (int i = 0; i < times; i++) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()");
                Thread.sleep(20 + random.nextInt(180));
            }
        }
        returns.add(Instant.now());
    }

    /** Lets everybody wait who wants to write or read what the pipeline works on. */
    void lock(Duration time) throws SQLException, InterruptedException {
        try (Connection owner = Oracle.connected(url);
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("lock table deliveries, runs, work, calls in access exclusive mode");
            Thread.sleep(time);
            owner.rollback();
        }
        returns.add(Instant.now());
    }

    /** Is not there for a while. */
    void leave(Duration time) throws IOException, InterruptedException {
        process.close();
        Thread.sleep(time);
        process = start(java.net.URI.create(url).getPort());
        process.awaitReady(START);
        awaitUse();
    }

    /** @throws IllegalStateException when it does not serve within half a minute of there being room again */
    void fillDisk(Duration time) throws IOException, InterruptedException {
        Objects.requireNonNull(disk, "a disk of its own").fill();
        Thread.sleep(time);
        disk.free();
        Instant freed = Instant.now();
        awaitUse();
        Duration took = Duration.between(freed, Instant.now());
        if (took.compareTo(BACK) > 0)
            throw new IllegalStateException("The database came back " + took.toSeconds() + " s after it had room");
    }

    private void awaitUse() throws InterruptedException {
        Instant end = Instant.now().plus(START);
        while (!answers()) {
            if (Instant.now().isAfter(end))
                throw new IllegalStateException("The database did not come back. " + process.lastWords());
            Thread.sleep(100);
        }
        returns.add(Instant.now());
    }

    private boolean answers() {
        try (Connection owner = Oracle.connected(url)) {
            return owner.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private Child start(int port) throws IOException {
        return Child.start(
                List.of(home.resolve("jarvis").toString(), "database"),
                Map.of("JARVIS_DATA", data.toString(), "JARVIS_DATABASE_PORT", String.valueOf(port)),
                home,
                ADDRESS);
    }

    @Override
    public void close() {
        process.close();
    }
}
