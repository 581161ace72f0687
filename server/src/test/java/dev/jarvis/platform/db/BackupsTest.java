package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Protocol P29 as far as the database goes: what a backup made under load brings back on an empty machine. */
@Protocol
class BackupsTest {
    private final Path folder = TestFolders.reachable();
    private final DataDirectory data = directory("data");
    private final Path file = folder.resolve("jarvis.backup");

    private DataDirectory directory(String name) {
        return new DataDirectory(folder.resolve(name), TestFolders.binaries(), false);
    }

    @AfterEach
    void tidy() throws IOException {
        Folders.delete(folder);
    }

    /** Each transaction moves an amount between two accounts, so the sum tells whether a copy is of one moment. */
    @Test
    @Tag("P29")
    void bringsBackOneMomentOfABusyDatabase(Proof proof) throws Exception {
        AtomicLong before = new AtomicLong();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, 0)) {
            execute(server, """
                    create table accounts (id int primary key, amount bigint);
                    insert into accounts select n, 100 from generate_series(1, 1000) n;
                    create table moves (n bigint primary key, filler text)""");
            AtomicBoolean stop = new AtomicBoolean();
            AtomicLong moves = new AtomicLong();
            Thread writer = Thread.ofPlatform().start(() -> keepMoving(server, stop, moves));
            while (moves.get() < Size.of(200, 2_000, 20_000)) Thread.onSpinWait();
            before.set(moves.get());

            Backups.Done done = new Backups(server, data).to(file);

            stop.set(true);
            writer.join();
            assertThat(done.bytes()).isEqualTo(Files.size(file)).isPositive();
            proof.count("moves while it was made", moves.get() - before.get());
        }

        DataDirectory elsewhere = directory("elsewhere");
        Instant made = new Restore(elsewhere).from(file);

        assertThat(made).isBefore(Instant.now());
        try (EmbeddedPostgres restored = EmbeddedPostgres.start(elsewhere, 0)) {
            assertThat(ask(restored, "select sum(amount) from accounts")).isEqualTo("100000");
            long kept = Long.parseLong(ask(restored, "select count(*) from moves"));
            assertThat(kept).isGreaterThanOrEqualTo(before.get());
            assertThat(ask(restored, "select max(n) from moves")).isEqualTo(String.valueOf(kept));
            proof.count("moves before it", before.get()).count("moves brought back", kept);
        }
    }

    @Test
    void isForItsOwnerAloneAndHoldsNoMasterKey() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, 0)) {
            Files.writeString(data.path().resolve("master.key"), "the key of keys");
            Files.createDirectories(data.path().resolve("anchors"));
            Files.writeString(data.path().resolve("anchors/one"), "an anchor");
            new Backups(server, data).to(file);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var zip = new java.util.zip.ZipFile(file.toFile())) {
            assertThat(zip.stream().map(Object::toString))
                    .contains("database-secret", "anchors/one", "postgres/PG_VERSION", "postgres/backup_label")
                    .doesNotContain("master.key", "postgres/postmaster.pid");
        }
    }

    @Test
    void replacesNoFileAndLeavesNoHalfOne() throws Exception {
        Files.writeString(file, "something else");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, 0)) {
            Backups backups = new Backups(server, data);
            refused(() -> backups.to(file), "backup-file-exists");
            refused(() -> backups.to(folder.resolve("nowhere/jarvis.backup")), "backup-not-written");
        }
        assertThat(Files.readString(file)).isEqualTo("something else");
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("data", "jarvis.backup");
        }
    }

    @Test
    void sendsTheOwnerOfAnExternalDatabaseToItsOwnTools() {
        refused(() -> new Backups(null, data).to(file), "backup-not-ours");
    }

    @Test
    void refusesWhatIsNoWholeBackup() throws Exception {
        refused(() -> new Restore(data).from(folder.resolve("missing")), "backup-missing");
        Files.writeString(file, "PK not really");
        refused(() -> new Restore(data).from(file), "backup-broken");
        assertThat(Files.exists(data.cluster())).isFalse();
    }

    @Test
    void refusesABackupThatWasCutOff() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, 0)) {
            new Backups(server, data).to(file);
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 2_000));

        refused(() -> new Restore(directory("elsewhere")).from(file), "backup-broken");
    }

    @Test
    void doesNotTouchADatabaseThatIsThere() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, 0)) {
            new Backups(server, data).to(file);
            assertThatThrownBy(() -> new Restore(data).from(file)).isInstanceOf(DatabaseFailure.class);
        }
        refused(() -> new Restore(data).from(file), "restore-not-empty");
    }

    @Test
    void refusesAFileThatReachesOutOfItsFolder() throws Exception {
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : new String[] {"../evil", "jarvis-backup"}) {
                zip.putNextEntry(new java.util.zip.ZipEntry(name));
                zip.write("18 2026-11-22T10:00:00Z".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }

        refused(() -> new Restore(data).from(file), "backup-broken");
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(data.cluster()).doesNotExist();
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BackupFailure.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void keepMoving(EmbeddedPostgres server, AtomicBoolean stop, AtomicLong moves) {
        try (Connection connection = OwnerConnection.connect(server.ownerUrl());
                PreparedStatement move = connection.prepareStatement("""
                        with taken as (update accounts set amount = amount - 1 where id = ?),
                             given as (update accounts set amount = amount + 1 where id = ?)
                        insert into moves values (?, repeat('x', 500))""")) {
            for (long n = 1; !stop.get(); n++) {
                move.setInt(1, (int) (1 + n * 7 % 1000));
                move.setInt(2, (int) (1 + (n * 7 + 1) % 1000));
                move.setLong(3, n);
                move.executeUpdate();
                moves.set(n);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(EmbeddedPostgres server, String statements) throws SQLException {
        try (Connection connection = OwnerConnection.connect(server.ownerUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private static String ask(EmbeddedPostgres server, String query) {
        try (OwnerConnection owner = OwnerConnection.open(server.ownerUrl())) {
            return owner.oneText(query);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
