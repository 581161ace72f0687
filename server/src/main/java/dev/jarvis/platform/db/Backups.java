package dev.jarvis.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Copies the built-in database into one file while it serves: PostgreSQL's base backup functions, its files, and the
 * write-ahead log of the time the copying took (PostgreSQL manual, "Making a Base Backup Using the Low Level API"). The
 * master key is not in it; without that key nobody reads a stored credential.
 */
public final class Backups {
    private final @Nullable EmbeddedPostgres server;
    private final DataDirectory data;

    Backups(@Nullable EmbeddedPostgres server, DataDirectory data) {
        this.server = server;
        this.data = data;
    }

    /** What was written. @param bytes the size of the file */
    public record Done(String file, long bytes, Instant at) {}

    /**
     * @param file absolute, and not there yet; it appears when it is whole, readable by its owner alone
     * @throws BackupFailure {@code backup-not-ours} for an external database, {@code backup-file-exists}, {@code
     *     backup-running}, {@code backup-not-written}
     */
    public Done to(Path file) {
        if (server == null)
            throw new BackupFailure(
                    "backup-not-ours",
                    "The database is not the built-in one. Back it up with its own means, such as pg_dump or your host's snapshots, and keep master.key or JARVIS_MASTER_KEY apart.");
        try {
            return written(server, file);
        } catch (SQLException e) {
            if ("42710".equals(e.getSQLState()) || "53400".equals(e.getSQLState()))
                throw new BackupFailure("backup-running", "Another backup is being made. Wait for it, then try again.");
            throw new BackupFailure("backup-not-written", "PostgreSQL refused the backup: " + e.getMessage(), e);
        } catch (FileAlreadyExistsException e) {
            throw new BackupFailure(
                    "backup-file-exists", file + " exists already. Name another file, or remove it.", e);
        } catch (IOException | UncheckedIOException e) {
            throw new BackupFailure("backup-not-written", "%s could not be written: %s".formatted(file, e), e);
        }
    }

    private Done written(EmbeddedPostgres server, Path file) throws SQLException, IOException {
        if (Files.exists(file)) throw new FileAlreadyExistsException(file.toString());
        Path partial = Files.createTempFile(
                file.getParent(),
                "." + file.getFileName(),
                ".partial",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Connection superuser = OwnerConnection.connect(server.superuserUrl());
                BackupFile backup = BackupFile.create(partial)) {
            BaseBackup base = BaseBackup.begin(superuser);
            backup.addCluster(server.clusterPath());
            base.end(superuser).into(backup, server.clusterPath());
            backup.addBeside(data.path());
            backup.finish(Instant.now());
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            return new Done(file.toString(), Files.size(file), Instant.now());
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
