package dev.jarvis.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that the account of PostgreSQL can reach, wherever the clone lies and whoever runs the tests. */
final class TestFolders {
    private static final Path HOME = Path.of(System.getProperty("user.dir")).toAbsolutePath();

    /** Unpacked once for all test runs of this clone. */
    static Path binaries() {
        return DataDirectory.choose(null, null, installation()).binaries();
    }

    /** A new one in the system's temporary folder, which is open to all as systems make it. */
    static Path reachable() {
        try {
            Path folder = Files.createTempDirectory("jarvis-test");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes it readable for anybody. */
    static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static Path installation() {
        return Files.exists(HOME.resolve("jarvis")) || HOME.getParent() == null ? HOME : HOME.getParent();
    }

    private TestFolders() {}
}
