package dev.jarvis.platform.work;

import dev.jarvis.platform.db.Notices;
import java.sql.Timestamp;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Durable tasks: put in the transaction of the change that asks for them, done by whichever node is free, once it is due
 * by the database's clock, however many nodes die meanwhile.
 *
 * <pre>{@code
 * transactions.inObservatory(id, () -> {
 *     requests.save(request);
 *     queue.put(NewTask.of(id, request.id(), "approval-deadline", "{}").at(request.deadline()));
 * });
 * }</pre>
 *
 * <p>All methods need an open transaction of the observatory. Safe for many threads.
 */
public final class WorkQueue {
    static final String CHANNEL = "work";

    private final JdbcClient jdbc;
    private final Notices notices;

    WorkQueue(JdbcClient jdbc, Notices notices) {
        this.jdbc = jdbc;
        this.notices = notices;
    }

    /** @return false when there is a task of this id already; it is left as it is */
    public boolean put(NewTask task) {
        boolean isNew = jdbc.sql("""
                        insert into work (observatory_id, id, kind, payload, gate, gate_width, due_at)
                        values (?, ?, ?, ?::jsonb, ?, ?, coalesce(?::timestamptz, now() + ? * interval '1 millisecond'))
                        on conflict do nothing""")
                        .param(task.observatory())
                        .param(task.id())
                        .param(task.kind())
                        .param(task.payload())
                        .param(task.gate().name())
                        .param(task.gate().width())
                        .param(timestamp(task))
                        .param(task.delay().toMillis())
                        .update()
                == 1;
        if (isNew && task.at() == null && task.delay().isZero()) notices.send(CHANNEL, "");
        return isNew;
    }

    /** Makes it due now. One that is running comes again right after. @return false when there is none */
    public boolean wake(UUID observatory, UUID id) {
        boolean found = jdbc.sql("""
                        update work set woken = owner is not null, due_at = case when owner is null then now() else due_at end
                        where observatory_id = ? and id = ? and dead_at is null""").params(observatory, id).update() == 1;
        if (found) notices.send(CHANNEL, "");
        return found;
    }

    /** Takes it away. A holder that is at it right now finds its later writes refused. @return false when there is none */
    public boolean cancel(UUID observatory, UUID id) {
        return jdbc.sql("delete from work where observatory_id = ? and id = ?")
                        .params(observatory, id)
                        .update()
                == 1;
    }

    /** Whether its holder still holds it; if so, nobody else takes it before the open transaction ends. */
    public boolean holds(Task task) {
        return jdbc.sql("select 1 from work where observatory_id = ? and id = ? and owner = ? and epoch = ? for update")
                .params(task.observatory(), task.id(), task.owner(), task.epoch())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /**
     * Removes a held task together with what the open transaction writes.
     *
     * @return false when another node holds it by now: roll back
     */
    public boolean finish(Task task) {
        return jdbc.sql("delete from work where observatory_id = ? and id = ? and owner = ? and epoch = ?")
                        .params(task.observatory(), task.id(), task.owner(), task.epoch())
                        .update()
                == 1;
    }

    private static @Nullable Timestamp timestamp(NewTask task) {
        return task.at() == null ? null : Timestamp.from(task.at());
    }
}
