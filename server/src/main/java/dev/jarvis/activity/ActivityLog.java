package dev.jarvis.activity;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where rooms write down what happened, in the transaction of the state change that the row describes.
 *
 * <pre>{@code
 * transactions.inObservatory(id, () -> {
 *     connections.save(connection);
 *     log.write(activity);
 * });
 * }</pre>
 *
 * <p>Safe for any thread. The row gets its place in the chain within a second of the commit.
 */
public final class ActivityLog {
    private static final String INSERT = """
            insert into activity_logs (observatory_id, id, integration_id, type, action, title, description, metadata, status,
                                       actor_kind, actor_id, actor_name, consent, call_id, salt, digest, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    ActivityLog(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws IllegalStateException outside of a transaction of the row's observatory; nothing is written then */
    public void write(Activity activity) {
        writeAll(List.of(activity));
    }

    /** All or none of them. */
    public void writeAll(List<Activity> activities) {
        if (!TransactionSynchronizationManager.isActualTransactionActive())
            throw new IllegalStateException("A row of the log belongs into the transaction of what it describes");
        jdbc.batchUpdate(INSERT, activities, BATCH, this::fill);
    }

    private void fill(PreparedStatement row, Activity activity) throws SQLException {
        SealedText sealed = SealedText.of(activity);
        row.setObject(1, activity.observatory().value());
        row.setObject(2, activity.id());
        row.setObject(3, activity.integration());
        row.setString(4, activity.typeName());
        row.setString(5, activity.action());
        row.setString(6, activity.title());
        row.setString(7, activity.description());
        row.setObject(8, json.writeValueAsString(activity.metadata()), Types.OTHER);
        row.setString(9, activity.status().wireName());
        row.setString(10, activity.actor().kind().wireName());
        row.setObject(11, activity.actor().id());
        row.setString(12, activity.actor().name());
        row.setString(13, activity.consent());
        row.setObject(14, activity.call());
        row.setBytes(15, sealed.salt());
        row.setBytes(16, sealed.digest());
        row.setObject(17, activity.at().atOffset(ZoneOffset.UTC));
    }
}
