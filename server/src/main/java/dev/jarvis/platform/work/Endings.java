package dev.jarvis.platform.work;

import dev.jarvis.platform.db.BatchStatement;
import dev.jarvis.platform.db.Lane;
import dev.jarvis.platform.work.Ending.Fate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Writes many endings in one commit, each only while its holder still holds the task. That the owner is compared by "is not
 * distinct" keeps the planner of empty tables from looking all of an owner's tasks through for one.
 */
final class Endings implements Lane.Batch<Ending, Boolean> {
    static final String GONE = """
            delete from work w
            using unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::bigint[]) as t(observatory, task, owner, epoch)
            where w.observatory_id = t.observatory and w.id = t.task and w.owner is not distinct from t.owner and w.epoch = t.epoch
            returning w.id
            """;

    static final String KEPT = """
            update work w
            set owner = null, woken = false, attempts = t.attempts,
                crash_attempts = case when t.fate = 'CRASHED' then w.crash_attempts + 1 else 0 end,
                due_at = case when w.woken then now() else now() + t.delay * interval '1 millisecond' end,
                dead_at = case when t.fate = 'DEAD' then now() end,
                errors = case when t.error is null then w.errors else w.errors || t.error end
            from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::bigint[], ?::integer[], ?::jsonb[])
                 as t(observatory, task, owner, epoch, fate, delay, attempts, error)
            where w.observatory_id = t.observatory and w.id = t.task and w.owner is not distinct from t.owner and w.epoch = t.epoch
            returning w.id
            """;

    @Override
    public List<Boolean> commit(Connection connection, List<Ending> endings) throws SQLException {
        List<Ending> gone =
                endings.stream().filter(ending -> ending.fate() == Fate.GONE).toList();
        List<Ending> kept =
                endings.stream().filter(ending -> ending.fate() != Fate.GONE).toList();
        List<String> parts = new ArrayList<>();
        if (!gone.isEmpty()) parts.add(GONE);
        if (!kept.isEmpty()) parts.add(KEPT);
        List<UUID> observatories =
                endings.stream().map(ending -> ending.task().observatory()).toList();
        try (BatchStatement batch = BatchStatement.of(connection, observatories, parts)) {
            if (!gone.isEmpty()) bindHolders(batch, gone);
            if (!kept.isEmpty()) bindFates(batch, kept);
            Set<UUID> written = batch.ids();
            return endings.stream()
                    .map(ending -> written.contains(ending.task().id()))
                    .toList();
        }
    }

    private static void bindHolders(BatchStatement batch, List<Ending> endings) throws SQLException {
        batch.uuids(endings, ending -> ending.task().observatory())
                .uuids(endings, ending -> ending.task().id())
                .uuids(endings, ending -> ending.task().owner())
                .longs(endings, ending -> ending.task().epoch());
    }

    private static void bindFates(BatchStatement batch, List<Ending> endings) throws SQLException {
        bindHolders(batch, endings);
        batch.texts(endings, ending -> ending.fate().name())
                .longs(endings, Ending::delayMillis)
                .integers(endings, Ending::attempts)
                .jsons(endings, Ending::error);
    }
}
