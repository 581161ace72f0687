package dev.jarvis.platform.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The two calls around the copying of files; while it is open, a slot keeps the write-ahead log. One session for both. */
record BaseBackup(String firstSegment) {
    /** Temporary: it goes with the session, however that ends. */
    static BaseBackup begin(Connection superuser) throws SQLException {
        one(superuser, "select pg_create_physical_replication_slot('jarvis_backup', true, true)");
        return new BaseBackup(one(superuser, "select pg_walfile_name(pg_backup_start('jarvis', true))"));
    }

    End end(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(
                        "select pg_walfile_name(lsn), labelfile from pg_backup_stop(wait_for_archive => false)")) {
            row.next();
            return new End(firstSegment, row.getString(1), row.getString(2));
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** @param label what must lie in the restored folder as {@code backup_label}, so that PostgreSQL recovers from it */
    record End(String first, String last, String label) {
        void into(BackupFile backup, Path cluster) throws IOException {
            for (Path segment : segments(cluster.resolve("pg_wal")))
                backup.add(BackupFile.CLUSTER + "pg_wal/" + segment.getFileName(), segment);
            backup.add(BackupFile.CLUSTER + "backup_label", label.getBytes(StandardCharsets.UTF_8));
        }

        /** Names of segments sort as the log goes on. */
        private List<Path> segments(Path wal) throws IOException {
            try (Stream<Path> files = Files.list(wal)) {
                return files.filter(file -> isNeeded(file.getFileName().toString()))
                        .sorted()
                        .toList();
            }
        }

        private boolean isNeeded(String name) {
            return name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
        }
    }
}
