package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can only be seen from outside of the JVM that runs the database. */
class DatabaseChildTest {
    private final Path folder = TestFolders.reachable();
    private final DataDirectory data = new DataDirectory(folder.resolve("data"), TestFolders.binaries(), false);

    @AfterEach
    void tidy() throws IOException {
        Folders.delete(folder);
    }

    @Test
    void leavesNoServerBehindAndLosesNothingWhenItsJvmIsKilled() throws Exception {
        DatabaseChild child = DatabaseChild.asOurselves(data);
        long server = serverOf(child.said());

        child.kill();

        await().atMost(Duration.ofSeconds(30)).until(() -> !isRunning(server));
        try (EmbeddedPostgres next = EmbeddedPostgres.start(data, 0);
                OwnerConnection owner = OwnerConnection.open(next.ownerUrl())) {
            assertThat(owner.oneText("select n from kept")).isEqualTo("7");
        }
    }

    @Test
    void startsAtOnceAfterAKillWhileTheOldServerIsStillStopping() throws Exception {
        DatabaseChild child = DatabaseChild.asOurselves(data);
        serverOf(child.said());

        child.kill();

        try (EmbeddedPostgres next = EmbeddedPostgres.start(data, 0);
                OwnerConnection owner = OwnerConnection.open(next.ownerUrl())) {
            assertThat(owner.oneText("select n from kept")).isEqualTo("7");
        }
    }

    @Test
    void runsForAnOrdinaryUserAsThatUserInAPrivateFolder() throws Exception {
        assumeRootWithASharedJdk();
        Folders.make(data.path(), "rwx------");
        DatabaseChild.giveToTheOrdinaryUser(data.path());

        try (DatabaseChild child = DatabaseChild.asAnOrdinaryUser(within(folder.resolve("data")), folder)) {
            long server = serverOf(child.said());
            assertThat(DatabaseAccount.ownerOf(Path.of("/proc/" + server)))
                    .isEqualTo(DatabaseAccount.ownerOf(data.path()));
        }
        assertThat(PidFile.read(data.cluster())).isEmpty();
    }

    @Test
    void tellsAnOrdinaryUserThatTheFolderCannotBeWritten() throws Exception {
        assumeRootWithASharedJdk();

        try (DatabaseChild child = DatabaseChild.asAnOrdinaryUser(within(folder.resolve("nowhere")), folder)) {
            assertThat(child.said()).isEqualTo("refused data-directory-unwritable");
        }
    }

    @Test
    void refusesToStartOnAFullDiskAndTouchesNothing() throws Exception {
        assumeTrue(DatabaseAccount.current().switched(), "only root can mount a small disk");
        Path disk = Folders.make(folder.resolve("disk"), "rwxr-xr-x");
        assumeTrue(
                exit("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", disk.toString()) == 0,
                "mount is not allowed here");
        try {
            TestFolders.open(disk);
            DataDirectory small = new DataDirectory(disk.resolve("data"), data.binaries(), false);
            assertThatThrownBy(() -> EmbeddedPostgres.start(small, 0))
                    .isInstanceOfSatisfying(
                            DatabaseFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo("database-disk-full"));
            assertThat(small.cluster()).doesNotExist();
        } finally {
            exit("umount", disk.toString());
        }
    }

    /** Binaries that the ordinary user can read, wherever ours lie. */
    private DataDirectory within(Path path) throws IOException {
        Path binaries = Folders.make(folder.resolve("binaries"), "rwxr-xr-x");
        DatabaseChild.giveToTheOrdinaryUser(binaries);
        return new DataDirectory(path, binaries, false);
    }

    private static void assumeRootWithASharedJdk() {
        DatabaseAccount account = DatabaseAccount.current();
        assumeTrue(account.switched(), "only root can become somebody else");
        assumeTrue(account.blocking(Path.of(System.getProperty("java.home"))) == null, "the JDK is private to root");
    }

    private static long serverOf(String words) {
        assertThat(words).startsWith("ready ");
        return Long.parseLong(words.substring("ready ".length()));
    }

    private static boolean isRunning(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/stat");
        try {
            return !Files.readString(status).contains(") Z ");
        } catch (java.nio.file.NoSuchFileException gone) {
            return false;
        }
    }

    private static int exit(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
