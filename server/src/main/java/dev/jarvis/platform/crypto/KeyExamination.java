package dev.jarvis.platform.crypto;

import dev.jarvis.platform.doctor.Advice;
import dev.jarvis.platform.doctor.Examination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the master key can be read, and by whom. */
public final class KeyExamination implements Examination {
    private static final String SUBJECT = "Master key";
    private static final Set<PosixFilePermission> OURS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    /** Where the built-in database lies in the data directory; what it holds was sealed. */
    private static final String DATABASE = "postgres";

    private final Path data;
    private final MasterKeySource source;

    /** @param data the data directory, which may not be there yet */
    public KeyExamination(Map<String, String> settings, Path data) {
        this.data = data;
        this.source =
                MasterKeySource.of(settings.get("JARVIS_MASTER_KEY"), settings.get("JARVIS_MASTER_KEY_FILE"), data);
    }

    @Override
    public List<Advice> look() {
        try {
            return List.of(looked());
        } catch (KeyFailure e) {
            return List.of(Advice.wrong(SUBJECT, e.what(), e.next()));
        }
    }

    private Advice looked() {
        int keys = source.read().size();
        if (keys == 0 && Files.exists(data.resolve(DATABASE))) throw KeyFailure.missing(source.name());
        if (keys == 0) return Advice.fine(SUBJECT, "made at the first start in " + source.name());
        if (source.isOurs() && othersMayRead())
            return Advice.care(
                    SUBJECT, source.name() + " can be read by others.", "Close it: chmod 600 " + source.name());
        return Advice.fine(SUBJECT, "%s, %d in it; keep a copy apart from the database".formatted(source.name(), keys));
    }

    private boolean othersMayRead() {
        try {
            return !OURS.containsAll(Files.getPosixFilePermissions(source.file()));
        } catch (IOException e) {
            throw KeyFailure.file(source.file(), e);
        }
    }
}
