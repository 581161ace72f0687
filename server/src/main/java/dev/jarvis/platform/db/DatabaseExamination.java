package dev.jarvis.platform.db;

import dev.jarvis.platform.doctor.Advice;
import dev.jarvis.platform.doctor.Examination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the database could be used as it is configured; starts nothing. */
public final class DatabaseExamination implements Examination {
    private static final String SUBJECT = "Database";
    private final Map<String, String> settings;
    private final Path data;

    /** @param data the data directory, which may not be there yet */
    public DatabaseExamination(Map<String, String> settings, Path data) {
        this.settings = Map.copyOf(settings);
        this.data = data;
    }

    @Override
    public List<Advice> look() {
        try {
            String url = settings.getOrDefault("JARVIS_DATABASE_URL", "");
            return List.of(
                    url.isBlank() ? embedded() : external(DatabaseUrl.parse("JARVIS_DATABASE_URL", url.strip())));
        } catch (DatabaseFailure e) {
            return List.of(Advice.wrong(SUBJECT, e.what(), e.next()));
        }
    }

    private Advice embedded() {
        LoopbackPort.setting(settings.get("JARVIS_DATABASE_PORT"));
        if (DatabaseAccount.current().switched() && Programs.find("setpriv").isEmpty())
            throw DatabaseFailure.rootWithoutSetpriv();
        Path cluster = data.resolve(PostgresCluster.FOLDER);
        String found = major(cluster.resolve("PG_VERSION"));
        if (found == null) return Advice.fine(SUBJECT, "built in; made at the first start in " + cluster);
        if (!found.equals(PostgresCluster.MAJOR))
            throw DatabaseFailure.otherMajor(cluster, found, PostgresCluster.MAJOR);
        return Advice.fine(SUBJECT, "built in, PostgreSQL %s in %s".formatted(found, cluster));
    }

    private static Advice external(DatabaseUrl url) {
        try (OwnerConnection owner = OwnerConnection.open(url)) {
            owner.insistOnASession();
            return Advice.fine(SUBJECT, url.address() + " answers");
        }
    }

    private static @Nullable String major(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : null;
        } catch (IOException e) {
            throw DatabaseFailure.unwritable(file, e);
        }
    }
}
