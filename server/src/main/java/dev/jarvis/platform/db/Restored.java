package dev.jarvis.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether this database was put back from a backup, and from which moment. What was under way then has happened by now,
 * whatever its row says.
 *
 * @param at null where it never was
 */
public record Restored(@Nullable Instant at) {
    static Restored in(Path data) {
        try {
            return new Restored(
                    Instant.parse(Files.readString(data.resolve(Restore.MARK)).strip()));
        } catch (NoSuchFileException e) {
            return new Restored(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True for what began before the backup was made. */
    public boolean covers(Instant when) {
        return at != null && when.isBefore(at);
    }
}
