package dev.jarvis.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Puts a backup into a data directory that holds no database. The folder of the database gets its name last, so it is
 * there whole or not at all; PostgreSQL recovers from the log in it at the next start.
 */
public final class Restore {
    /** Beside the database: the moment of the backup. What was being sent then is not sent again by itself. */
    static final String MARK = "restored";

    private final DataDirectory data;
    private final DatabaseAccount account = DatabaseAccount.current();

    public Restore(DataDirectory data) {
        this.data = data;
    }

    /**
     * @return the moment the backup was made
     * @throws BackupFailure {@code backup-missing}, {@code backup-broken}, {@code backup-other-version}, {@code
     *     restore-not-empty}, {@code restore-not-written}
     * @throws DatabaseFailure when a server runs on this data directory
     */
    public Instant from(Path file) {
        try (ZipFile backup = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            Instant made = made(backup, file);
            Folders.make(data.path(), account.switched() ? "rwx--x--x" : "rwx------");
            try (DataLock _ = DataLock.take(data.path())) {
                refuseWhatIsThere();
                unpack(backup, made);
            }
            return made;
        } catch (NoSuchFileException e) {
            throw new BackupFailure("backup-missing", "There is no file " + file + ".", e);
        } catch (ZipException e) {
            throw new BackupFailure("backup-broken", file + " is no backup of Jarvis, or was cut off.", e);
        } catch (IOException e) {
            throw new BackupFailure("restore-not-written", "%s could not be written: %s".formatted(data.path(), e), e);
        }
    }

    private static Instant made(ZipFile backup, Path file) throws IOException {
        ZipEntry whole = backup.getEntry(BackupFile.WHOLE);
        if (whole == null) throw new BackupFailure("backup-broken", file + " is no backup of Jarvis, or was cut off.");
        String[] majorAndTime = text(backup, whole).split(" ");
        if (!majorAndTime[0].equals(PostgresCluster.MAJOR))
            throw new BackupFailure(
                    "backup-other-version",
                    "%s was made with PostgreSQL %s; this Jarvis has %s. Restore it with the version of Jarvis that made it."
                            .formatted(file, majorAndTime[0], PostgresCluster.MAJOR));
        return Instant.parse(majorAndTime[1]);
    }

    private void refuseWhatIsThere() throws IOException {
        if (!Folders.isEmptyOrMissing(data.cluster()))
            throw new BackupFailure(
                    "restore-not-empty",
                    "%s holds a database already. Move it away first, or name an empty folder by JARVIS_DATA."
                            .formatted(data.path()));
    }

    private void unpack(ZipFile backup, Instant made) throws IOException {
        Path partial = data.path().resolve(PostgresCluster.FOLDER + ".restoring");
        Folders.delete(partial);
        Files.createDirectory(
                partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(partial);
        for (Enumeration<? extends ZipEntry> entries = backup.entries(); entries.hasMoreElements(); )
            put(backup, entries.nextElement(), partial);
        Files.writeString(data.path().resolve(MARK), made.toString());
        Files.deleteIfExists(data.cluster());
        Files.move(partial, data.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void put(ZipFile backup, ZipEntry entry, Path partial) throws IOException {
        String name = entry.getName();
        if (name.equals(BackupFile.WHOLE)) return;
        boolean inCluster = name.startsWith(BackupFile.CLUSTER);
        Path root = inCluster ? partial : data.path();
        Path target = root.resolve(inCluster ? name.substring(BackupFile.CLUSTER.length()) : name)
                .normalize();
        if (!target.startsWith(root)) throw new ZipException("an entry leads out of the folder: " + name);
        if (entry.isDirectory()) folder(target, root, inCluster);
        else file(backup, entry, target, root, inCluster);
    }

    private void folder(Path target, Path root, boolean ours) throws IOException {
        if (Files.isDirectory(target)) return;
        Path parent = target.getParent();
        if (!target.equals(root) && parent != null) folder(parent, root, ours);
        Files.createDirectory(
                target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (ours) account.own(target);
    }

    private void file(ZipFile backup, ZipEntry entry, Path target, Path root, boolean ours) throws IOException {
        Path parent = target.getParent();
        if (parent != null) folder(parent, root, ours);
        Files.deleteIfExists(target);
        Files.createFile(target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (InputStream content = backup.getInputStream(entry);
                var out = Files.newOutputStream(target)) {
            content.transferTo(out);
        }
        if (ours) account.own(target);
    }

    private static String text(ZipFile backup, ZipEntry entry) throws IOException {
        try (InputStream content = backup.getInputStream(entry)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
