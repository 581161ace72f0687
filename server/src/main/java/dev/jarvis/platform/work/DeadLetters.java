package dev.jarvis.platform.work;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tasks that were given up, with all that went wrong. Needs an open transaction of the observatory. */
public final class DeadLetters {
    private final JdbcClient jdbc;
    private final WorkQueue queue;
    private final JsonMapper json;

    DeadLetters(JdbcClient jdbc, WorkQueue queue, JsonMapper json) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.json = json;
    }

    /**
     * @param errors oldest first: when, and which error with its causes
     * @param payload what the task was put with
     */
    public record DeadLetter(
            UUID id,
            String kind,
            JsonNode payload,
            int attempts,
            int crashAttempts,
            JsonNode errors,
            Instant createdAt,
            Instant deadAt) {}

    /** The newest first. @param after the id of the last one seen, or null */
    public List<DeadLetter> list(UUID observatory, @Nullable UUID after, int atMost) {
        return jdbc.sql("""
                        select id, kind, payload, attempts, crash_attempts, errors, created_at, dead_at from work
                        where observatory_id = ? and dead_at is not null and (?::uuid is null or id < ?)
                        order by id desc limit ?""")
                .param(observatory)
                .param(after)
                .param(after)
                .param(atMost)
                .query((row, _) -> new DeadLetter(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        json.readTree(row.getString("payload")),
                        row.getInt("attempts"),
                        row.getInt("crash_attempts"),
                        json.readTree(row.getString("errors")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("dead_at").toInstant()))
                .list();
    }

    /** Makes it a task again, with all its tries. @return false when there is no such dead letter */
    public boolean replay(UUID observatory, UUID id) {
        jdbc.sql("""
                        update work set dead_at = null, attempts = 0, crash_attempts = 0
                        where observatory_id = ? and id = ? and dead_at is not null""").params(observatory, id).update();
        return queue.wake(observatory, id);
    }
}
