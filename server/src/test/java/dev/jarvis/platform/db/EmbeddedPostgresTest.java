package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each test starts servers of its own, as the account that runs the tests: root or an ordinary user. */
class EmbeddedPostgresTest {
    private final Path folder = TestFolders.reachable();
    private final DataDirectory data = new DataDirectory(folder.resolve("data"), TestFolders.binaries(), false);

    @AfterEach
    void tidy() throws IOException {
        Folders.delete(folder);
    }

    @Test
    void keepsDataAndPortFromOneStartToTheNext() throws Exception {
        int port;
        try (EmbeddedPostgres first = start()) {
            port = first.port();
            execute(first, "create table kept (n int); insert into kept values (7)");
        }

        try (EmbeddedPostgres second = start()) {
            assertThat(second.port()).isEqualTo(port);
            assertThat(ask(second, "select n from kept")).isEqualTo("7");
        }
    }

    @Test
    void isDurableAndListensOnLoopbackOnly() throws Exception {
        try (EmbeddedPostgres server = start();
                OwnerConnection owner = OwnerConnection.open(server.ownerUrl())) {
            assertThat(owner.oneText("show fsync")).isEqualTo("on");
            assertThat(owner.oneText("show synchronous_commit")).isEqualTo("on");
            assertThat(owner.oneText("show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(owner.oneText("show unix_socket_directories")).isEmpty();
            assertThat(
                            owner.oneText(
                                    "select concat(datlocprovider, datlocale) from pg_database where datname = current_database()"))
                    .isEqualTo("bC.UTF-8");
            owner.insistOnDataDirectory(server);
        }
    }

    @Test
    void neverRunsAsRootAndKeepsItsSecretToItself() throws Exception {
        try (EmbeddedPostgres server = start()) {
            assertThat(DatabaseAccount.ownerOf(Path.of("/proc/" + server.pid())))
                    .isNotZero();
            assertThat(permissions(data.path().resolve("database-secret"))).isEqualTo("rw-------");
            assertThat(permissions(data.cluster())).isEqualTo("rwx------");
            assertThat(server.ownerUrl().toString())
                    .doesNotContain(server.ownerUrl().password());
        }
    }

    @Test
    void takesAnotherPortWhenAStrangerHoldsTheRememberedOne() throws Exception {
        int remembered;
        try (EmbeddedPostgres first = start()) {
            remembered = first.port();
        }
        AtomicInteger visits = new AtomicInteger();
        try (ServerSocket stranger = new ServerSocket(remembered, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> countVisits(stranger, visits));
            try (EmbeddedPostgres second = start()) {
                assertThat(second.port()).isNotEqualTo(remembered);
                assertThat(ask(second, "select 1")).isEqualTo("1");
            }
            assertThat(visits).hasValue(0);
        }
    }

    @Test
    void refusesAPortThatWasAskedForAndIsTaken() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            refused("database-port-taken", () -> EmbeddedPostgres.start(data, stranger.getLocalPort()));
        }
    }

    @Test
    void refusesToTalkToAServerOfAnotherDataDirectory() throws Exception {
        DataDirectory other = new DataDirectory(folder.resolve("other"), TestFolders.binaries(), false);
        try (EmbeddedPostgres ours = start();
                EmbeddedPostgres theirs = EmbeddedPostgres.start(other, 0);
                OwnerConnection connection = OwnerConnection.open(theirs.ownerUrl())) {
            refused("database-not-ours", () -> connection.insistOnDataDirectory(ours));
        }
    }

    @Test
    void refusesADirectoryThatAnotherJarvisUses() {
        try (EmbeddedPostgres _ = start()) {
            refused("data-directory-in-use", this::start);
        }
    }

    @Test
    void refusesAFolderFullOfOtherThings() throws Exception {
        Files.createDirectories(data.cluster());
        Files.writeString(data.cluster().resolve("holiday.jpg"), "x");
        ownedByTheServer(data.cluster());

        refused("data-directory-foreign", this::start);
    }

    @Test
    void refusesADataDirectoryOfAnotherServer() throws Exception {
        Files.createDirectories(data.path());
        Files.writeString(data.path().resolve("PG_VERSION"), "18\n");

        refused("data-directory-foreign", this::start);
    }

    @Test
    void refusesDataWithoutItsSecret() throws Exception {
        start().close();
        Files.delete(data.path().resolve("database-secret"));

        refused("data-directory-foreign", this::start);
    }

    @Test
    void refusesDataOfAnotherMajorVersionAndLeavesItAlone() throws Exception {
        start().close();
        Files.writeString(data.cluster().resolve("PG_VERSION"), "17\n");

        refused("database-other-major", this::start);

        Files.writeString(data.cluster().resolve("PG_VERSION"), "18\n");
        start().close();
    }

    @Test
    void refusesDataThatBelongsToAnotherUser() throws Exception {
        start().close();
        if (DatabaseAccount.current().switched()) {
            Files.setAttribute(data.cluster(), "unix:uid", 12345);
            refused("data-directory-of-another-user", this::start);
        } else {
            assertThat(DatabaseAccount.ownerOf(data.cluster()))
                    .isEqualTo(DatabaseAccount.current().uid());
        }
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() throws Exception {
        Files.writeString(data.path(), "not a folder");

        refused("data-directory-unwritable", this::start);
    }

    @Test
    void namesAWrongPassword() {
        try (EmbeddedPostgres server = start()) {
            refused(
                    "database-password-refused",
                    () -> OwnerConnection.open(server.ownerUrl().as("jarvis_owner", "guess")));
        }
    }

    @Test
    void refusesAMachineItHasNoProgramsFor() {
        refused("database-binaries-missing", () -> PostgresBinaries.unpackedIn(folder, "SunOS", "sparcv9"));
    }

    @Test
    void saysSoWhenTheProgramsDoNotRun() throws Exception {
        PostgresBinaries broken = new PostgresBinaries(folder.resolve("nothing"));
        PostgresProgram program = new PostgresProgram(broken.program("initdb"), DatabaseAccount.current(), folder);

        refused("database-binaries-do-not-run", () -> program.run(java.util.List.of(), ""));
    }

    @Test
    void clearsAwayAPidFileThatNamesSomeOtherProgram() throws Exception {
        start().close();
        Path stale = data.cluster().resolve(PidFile.NAME);
        Files.writeString(
                stale, ProcessHandle.current().pid() + "\n" + data.cluster() + "\n0\n5432\n\n127.0.0.1\n\nready\n");
        ownedByTheServer(stale);

        try (EmbeddedPostgres server = start()) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void throwsAwayAHalfMadeFirstStart() throws Exception {
        Files.createDirectories(data.path().resolve("postgres.partial/data/base"));

        try (EmbeddedPostgres server = start()) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
            assertThat(data.path().resolve("postgres.partial")).doesNotExist();
        }
    }

    @Test
    void startsAgainWhenTheServerDies() throws Exception {
        try (EmbeddedPostgres server = start()) {
            execute(server, "create table kept as select 7 as n");
            int port = server.port();
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> ask(server, "select n from kept").equals("7"));
            assertThat(server.port()).isEqualTo(port);
        }
    }

    @Test
    void keepsTheEnvironmentFromTheServer() throws Exception {
        try (EmbeddedPostgres server = start()) {
            String environment = Files.readString(Path.of("/proc/" + server.pid() + "/environ"));

            assertThat(environment.split("\0"))
                    .allMatch(entry -> entry.matches("(LC_ALL|TZ|PATH|PG[A-Z_]*|LC_[A-Z]+|)(=.*)?"));
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(data, 0);
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void refused(String code, Step step) {
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(step::run)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(code))
                .satisfies(failure -> assertThat(failure.next()).endsWith("."));
    }

    private static void ownedByTheServer(Path path) throws IOException {
        DatabaseAccount.current().own(path);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void countVisits(ServerSocket stranger, AtomicInteger visits) {
        try {
            while (true) {
                stranger.accept().close();
                visits.incrementAndGet();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static String ask(EmbeddedPostgres server, String query) throws SQLException {
        try (OwnerConnection owner = OwnerConnection.open(server.ownerUrl())) {
            return owner.oneText(query);
        }
    }

    private static void execute(EmbeddedPostgres server, String statements) throws SQLException {
        try (Connection connection = OwnerConnection.connect(server.ownerUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
