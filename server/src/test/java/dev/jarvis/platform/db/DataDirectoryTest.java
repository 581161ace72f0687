package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataDirectoryTest {
    private static final DatabaseAccount AS_ROOT = new DatabaseAccount(DatabaseAccount.NOBODY, true);
    private static final DatabaseAccount AS_A_USER = new DatabaseAccount(1000, false);

    private final Path open = TestFolders.reachable();
    private final Path closed = open.resolve("closed");
    private final Path state = open.resolve("state");

    @BeforeEach
    void aClosedFolder() throws IOException {
        Folders.make(closed, "rwx------");
    }

    @AfterEach
    void tidy() throws IOException {
        Folders.delete(open);
    }

    @Test
    void liesBesideTheLauncher() {
        DataDirectory data = DataDirectory.choose(null, null, open, AS_ROOT, state);

        assertThat(data.path()).isEqualTo(open.resolve("data"));
        assertThat(data.binaries()).isEqualTo(open.resolve(".jarvis"));
        assertThat(data.moved()).isFalse();
    }

    @Test
    void movesToTheSystemsStateWhereTheServerCannotReachTheClone() {
        DataDirectory data = DataDirectory.choose(null, null, closed, AS_ROOT, state);

        assertThat(data.moved()).isTrue();
        assertThat(data.path()).startsWithRaw(state).isEqualTo(data.binaries().resolve("data"));
        assertThat(data).isEqualTo(DataDirectory.choose("", null, closed, AS_ROOT, state));
        assertThat(data.path())
                .isNotEqualTo(DataDirectory.choose(null, null, closed.resolve("b"), AS_ROOT, state)
                        .path());
    }

    @Test
    void keepsTheDemoApartInEitherPlace() {
        assertThat(DataDirectory.choose(null, "data/demo", open, AS_ROOT, state).path())
                .isEqualTo(open.resolve("data/demo"));
        DataDirectory moved = DataDirectory.choose(null, "data/demo", closed, AS_ROOT, state);
        assertThat(moved.path()).isEqualTo(moved.binaries().resolve("data/demo"));
    }

    @Test
    void staysInAPrivateCloneOfAnOrdinaryUser() {
        assertThat(DataDirectory.choose(null, null, closed, AS_A_USER, state).path())
                .isEqualTo(closed.resolve("data"));
    }

    @Test
    void refusesAnAskedForPlaceThatTheServerCannotReachAndNamesTheCommand() {
        assertThatThrownBy(() -> DataDirectory.choose(closed.resolve("mine").toString(), null, open, AS_ROOT, state))
                .isInstanceOfSatisfying(
                        DatabaseFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("data-directory-unreachable"))
                .hasMessageContaining("chmod o+x " + closed);
    }

    @Test
    void doesNotStartAfreshWhenEarlierDataHaveBecomeUnreachable() throws IOException {
        Files.createDirectories(closed.resolve("data/postgres"));

        assertThatThrownBy(() -> DataDirectory.choose(null, null, closed, AS_ROOT, state))
                .hasMessageContaining("chmod o+x " + closed);
    }

    @Test
    void staysWithDataThatMovedWhenTheirOldPlaceBecomesReachable() throws IOException {
        DataDirectory moved = DataDirectory.choose(null, null, closed, AS_ROOT, state);
        Files.createDirectories(moved.cluster());
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx--x--x"));

        DataDirectory now = DataDirectory.choose(null, null, closed, AS_ROOT, state);

        assertThat(now.path()).isEqualTo(moved.path());
        assertThat(now.moved()).isTrue();
        assertThat(DataDirectory.choose(null, "data/demo", closed, AS_ROOT, state)
                        .path())
                .as("another one of which nothing is there")
                .isEqualTo(closed.resolve("data/demo"));
    }

    @Test
    void findsDataThatMovedWhenTheFolderOfTheInstallationIsRenamed() throws IOException {
        DataDirectory moved = DataDirectory.choose(null, null, closed, AS_ROOT, state);
        Files.createDirectories(moved.cluster());
        moved.remember(closed);
        Path renamed = Files.move(closed, open.resolve("renamed"));

        DataDirectory now = DataDirectory.choose(null, null, renamed, AS_ROOT, state);

        assertThat(now).isEqualTo(moved);
    }

    @Test
    void followsNoNoteThatLeadsElsewhere() throws IOException {
        DataDirectory usual = DataDirectory.choose(null, null, closed, AS_ROOT, state);
        Files.createDirectories(closed.resolve(".jarvis"));
        for (String note : new String[] {"/etc", open.toString(), "", "\0", state + "/../closed"}) {
            Files.writeString(closed.resolve(".jarvis/place"), note);

            assertThat(DataDirectory.choose(null, null, closed, AS_ROOT, state)).isEqualTo(usual);
        }
    }

    @Test
    void countsARelativeSettingFromTheLauncher() {
        assertThat(DataDirectory.choose("elsewhere/data", null, open, AS_ROOT, state)
                        .path())
                .isEqualTo(open.resolve("elsewhere/data"));
    }

    @Test
    void makesFoldersAsMeantWhateverTheUmask() throws IOException {
        Path made = Folders.make(open.resolve("a/b"), "rwx--x--x");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx--x--x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.getParent())))
                .isEqualTo("rwx--x--x");
    }
}
