package dev.jarvis.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A small disk in memory, mounted over a folder (Linux, root only), that can be filled to its last byte. */
final class Disk implements AutoCloseable {
    private static final byte[] MEGABYTE = new byte[1 << 20];
    private static final byte[] LITTLE = new byte[512];

    private final Path folder;
    private final Path ballast;

    private Disk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** @throws IllegalStateException when this account may not mount */
    static Disk mount(Path folder, int megabytes) throws IOException, InterruptedException {
        int status = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "jarvis-disk", folder.toString());
        if (status != 0)
            throw new IllegalStateException(
                    "A disk of its own could not be mounted. Run this protocol as root on Linux.");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Disk(folder);
    }

    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            fill(out, MEGABYTE);
            fill(out, LITTLE);
        }
    }

    private static void fill(OutputStream out, byte[] piece) {
        try {
            while (true) out.write(piece);
        } catch (IOException full) {
            // that is what was wanted
        }
    }

    void free() throws IOException {
        Files.delete(ballast);
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
