package dev.jarvis.platform.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the master keys come from: {@code JARVIS_MASTER_KEY} (one key, or several with commas), else the file of
 * {@code JARVIS_MASTER_KEY_FILE} or {@code master.key} in the data directory (a key a line, {@code #} starts a comment).
 * The first seals, the others still open what they sealed.
 */
record MasterKeySource(@Nullable String given, Path file) {
    static MasterKeySource of(@Nullable String given, @Nullable String file, Path dataDirectory) {
        Path path = file == null || file.isBlank() ? dataDirectory.resolve("master.key") : Path.of(file.strip());
        return new MasterKeySource(given == null || given.isBlank() ? null : given, path);
    }

    /** Whether we may write it. */
    boolean isOurs() {
        return given == null;
    }

    String name() {
        return given == null ? file.toString() : "JARVIS_MASTER_KEY";
    }

    /** The keys, or none where there is no file yet. */
    List<MasterKey> read() {
        if (given != null) return parsed(Stream.of(given.split(",")));
        try {
            return Files.exists(file)
                    ? parsed(Files.readAllLines(file, StandardCharsets.US_ASCII).stream())
                    : List.of();
        } catch (IOException e) {
            throw KeyFailure.file(file, e);
        }
    }

    private List<MasterKey> parsed(Stream<String> texts) {
        List<String> lines = texts.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (lines.isEmpty()) throw KeyFailure.malformed(name(), "there is none in it");
        List<MasterKey> keys = new ArrayList<>();
        for (String line : lines) keys.add(parsed(line, keys.size() + 1));
        return keys;
    }

    private MasterKey parsed(String line, int number) {
        try {
            return MasterKey.parse(line);
        } catch (IllegalArgumentException e) {
            throw KeyFailure.malformed(name(), "key %d: %s".formatted(number, e.getMessage()));
        }
    }

    /** Replaces the file whole; it is on disk, and readable by us alone, before it takes its name. */
    void write(List<MasterKey> keys) {
        try {
            Files.move(prepared(keys), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw KeyFailure.file(file, e);
        }
    }

    /** As {@link #write}, but answers false and changes nothing where there is a file already. */
    boolean writeFirst(List<MasterKey> keys) {
        try {
            Path fresh = prepared(keys);
            try {
                Files.createLink(file, fresh);
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.delete(fresh);
            }
        } catch (IOException e) {
            throw KeyFailure.file(file, e);
        }
    }

    void discard() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw KeyFailure.file(file, e);
        }
    }

    private Path prepared(List<MasterKey> keys) throws IOException {
        Path whole = file.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        Path fresh = whole.resolveSibling("%s.%s".formatted(whole.getFileName(), UUID.randomUUID()));
        writeClosed(fresh, text(keys));
        return fresh;
    }

    private static void writeClosed(Path path, String text) throws IOException {
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var ours = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(path, options, ours)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    private static String text(List<MasterKey> keys) {
        return keys.stream().map(MasterKey::base64).collect(Collectors.joining("\n", """
                # Jarvis master keys, base64. The first seals; the others still open what they sealed.
                # Keep a copy apart from the database: without it every stored credential is lost.
                """, "\n"));
    }

    @Override
    public String toString() {
        return name();
    }
}
