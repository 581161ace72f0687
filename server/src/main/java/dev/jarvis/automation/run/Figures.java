package dev.jarvis.automation.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a rule's runs came to: those that are over. Times by the database's clock. */
public record Figures(
        long runs,
        long successes,
        long failures,
        long skips,
        @Nullable Instant lastRunAt,
        @Nullable Instant lastSuccessAt) {
    static final Figures NONE = new Figures(0, 0, 0, 0, null, null);

    static Figures of(ResultSet row) throws SQLException {
        return new Figures(
                row.getLong("runs"),
                row.getLong("successes"),
                row.getLong("failures"),
                row.getLong("skips"),
                instant(row.getTimestamp("last_run_at")),
                instant(row.getTimestamp("last_success_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
