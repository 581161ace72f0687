package dev.jarvis.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where this installation keeps what must not be lost, and where it unpacks PostgreSQL.
 *
 * <p>By default both lie beside the launcher ({@code data}, {@code .jarvis}). As root PostgreSQL runs as nobody, so in a
 * place that nobody cannot reach (a home, a private temporary folder) both move to the system's state directory, in a
 * folder named by a hash of the installation's path; {@link #moved()} is then true. Data that lie there stay in use when the
 * place becomes open later, and when the installation's folder gets another name ({@code .jarvis/place} remembers).
 *
 * @param path absolute; made by {@link EmbeddedPostgres#start} when missing
 * @param binaries absolute; shared by every data directory of this installation
 */
public record DataDirectory(Path path, Path binaries, boolean moved) {
    private static final String PRIVATE = "rwx------";
    private static final Path SYSTEM_STATE = Path.of("/var/lib/jarvis");

    /**
     * @param setting the value of {@code JARVIS_DATA}; relative ones start at {@code home}
     * @param name the value of {@code JARVIS_DATA_NAME}: what the folder of the default is called, usually {@code data};
     *     the demo has one of its own
     * @param home the folder of the launcher
     * @throws DatabaseFailure {@code data-directory-unreachable} when the setting names a place that the account of
     *     PostgreSQL cannot reach, or when data already lie in one
     */
    public static DataDirectory choose(@Nullable String setting, @Nullable String name, Path home) {
        return choose(setting, name, home.toAbsolutePath().normalize(), DatabaseAccount.current(), SYSTEM_STATE);
    }

    static DataDirectory choose(
            @Nullable String setting, @Nullable String name, Path home, DatabaseAccount account, Path state) {
        String folder = name == null || name.isBlank() ? "data" : name;
        boolean closed = account.blocking(home) != null;
        Path fallback = remembered(home, state).orElseGet(() -> state.resolve(nameOf(home)));
        Path binaries = closed ? fallback : home.resolve(".jarvis");
        if (setting != null && !setting.isBlank()) {
            return new DataDirectory(reachable(home.resolve(setting).normalize(), account), binaries, false);
        }
        Path usual = home.resolve(folder);
        Path elsewhere = fallback.resolve(folder);
        if (!holdsData(usual) && holdsData(elsewhere)) return new DataDirectory(elsewhere, binaries, true);
        if (!closed || holdsData(usual)) {
            return new DataDirectory(reachable(usual, account), binaries, false);
        }
        return new DataDirectory(elsewhere, binaries, true);
    }

    /**
     * Notes in the installation's own folder where its data went.
     *
     * @throws UncheckedIOException when the folder cannot be written
     */
    void remember(Path home) {
        if (!moved) return;
        try {
            Folders.make(home.resolve(".jarvis"), PRIVATE);
            Files.writeString(place(home), binaries.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What says another place than the system's state is none of our notes. */
    private static Optional<Path> remembered(Path home, Path state) {
        try {
            Path place = Path.of(Files.readString(place(home)).strip());
            return state.equals(place.getParent()) && Files.isDirectory(place) ? Optional.of(place) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path place(Path home) {
        return home.resolve(".jarvis/place");
    }

    /** A new place of the same kind, for a start that only warms up; to be deleted afterwards. */
    DataDirectory throwaway() {
        return new DataDirectory(
                path.resolveSibling("data-of-" + ProcessHandle.current().pid()), binaries, moved);
    }

    /** The folder of PostgreSQL's own files; nothing else may write there. */
    Path cluster() {
        return path.resolve(PostgresCluster.FOLDER);
    }

    /** Makes it, and the folder of logs in it, closed to other people however it came to be. */
    Path make() throws IOException {
        Path folder = Folders.make(path, DatabaseAccount.current().switched() ? "rwx--x--x" : "rwx------");
        Files.setPosixFilePermissions(Folders.make(logs(), PRIVATE), PosixFilePermissions.fromString(PRIVATE));
        return folder;
    }

    Path logs() {
        return path.resolve("logs");
    }

    private static boolean holdsData(Path path) {
        return Files.exists(path.resolve(PostgresCluster.FOLDER));
    }

    private static Path reachable(Path path, DatabaseAccount account) {
        Path blocking = account.blocking(path);
        if (blocking != null && !(blocking.equals(path) && ownedByUs(path))) {
            throw DatabaseFailure.unreachable(path, blocking);
        }
        return path;
    }

    /** A data directory of our own that is closed (a umask of 077 made it) is opened at start; nothing to ask for. */
    private static boolean ownedByUs(Path path) {
        try {
            return DatabaseAccount.ownerOf(path) == 0;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static String nameOf(Path home) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(home.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
