package dev.jarvis.platform.db;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP of the database's files, whose last entry says that it is whole. */
final class BackupFile implements AutoCloseable {
    static final String CLUSTER = "postgres/";
    static final String WHOLE = "jarvis-backup";

    /** Beside the cluster: the source of the roles' passwords, and the signed anchors of the log. Never the master key. */
    private static final List<String> BESIDE = List.of("database-secret", "anchors");

    /** PostgreSQL makes their content anew (manual, "Base Backup"); the log is added by itself. */
    private static final Set<String> EMPTY_FOLDERS = Set.of(
            "pg_wal",
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map");

    private final FileChannel channel;
    private final ZipOutputStream zip;

    private BackupFile(FileChannel channel, OutputStream out) {
        this.channel = channel;
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
    }

    static BackupFile create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        return new BackupFile(
                channel,
                new java.io.BufferedOutputStream(java.nio.channels.Channels.newOutputStream(channel), 1 << 16));
    }

    void addCluster(Path cluster) throws IOException {
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.equals(cluster)) return FileVisitResult.CONTINUE;
                String inside = cluster.relativize(folder).toString();
                entry(CLUSTER + inside + "/");
                return EMPTY_FOLDERS.contains(inside) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path inside = cluster.relativize(file);
                if (attributes.isRegularFile() && belongs(inside)) add(CLUSTER + inside, file);
                return FileVisitResult.CONTINUE;
            }

            /** A table that was dropped meanwhile. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
                throw e;
            }
        });
    }

    private static boolean belongs(Path inside) {
        String name = inside.getFileName().toString();
        boolean transientFile = name.startsWith("pgsql_tmp") || name.startsWith("pg_internal.init");
        return !transientFile && !LEFT_OUT.contains(inside.toString());
    }

    void addBeside(Path data) throws IOException {
        for (String name : BESIDE) {
            Path path = data.resolve(name);
            if (Files.isRegularFile(path)) add(name, path);
            else if (Files.isDirectory(path)) addFolder(name, path);
        }
    }

    private void addFolder(String name, Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) add(name + "/" + file.getFileName(), file);
        }
    }

    void add(String name, Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            zip.putNextEntry(new ZipEntry(name));
            content.transferTo(zip);
            zip.closeEntry();
        } catch (NoSuchFileException e) {
            // dropped since it was listed; the log tells the restored server so
            return;
        }
    }

    void add(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private void entry(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.closeEntry();
    }

    /** On the disk when it answers. */
    void finish(Instant at) throws IOException {
        add(WHOLE, (PostgresCluster.MAJOR + " " + at).getBytes(StandardCharsets.UTF_8));
        zip.finish();
        zip.flush();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
