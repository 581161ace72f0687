package dev.jarvis.activity;

import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes a person's words out of the log for good. The rows stay, and the chain over them verifies as before. */
final class Eraser {
    private final TenantTransactions db;
    private final JdbcClient jdbc;
    private final ActivityLog log;
    private final ApplicationEventPublisher news;
    private final InstantSource clock;

    Eraser(
            TenantTransactions db,
            JdbcClient jdbc,
            ActivityLog log,
            ApplicationEventPublisher news,
            InstantSource clock) {
        this.db = db;
        this.jdbc = jdbc;
        this.log = log;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Erases title, description and metadata of a row, of the others of its call, and of what approvals say of it.
     *
     * @return how many rows
     * @throws Problem 404 where there is no such row, or it was written less than about a second ago
     */
    int erase(Principal by, UUID row) {
        return db.inObservatory(by.observatory().value(), () -> {
            Optional<UUID> call = callOf(by, row);
            List<UUID> rows = jdbc.sql("select activity_erase(?)")
                    .param(row)
                    .query(UUID.class)
                    .list();
            if (rows.isEmpty()) throw Problem.notFound("activity");
            Instant now = clock.instant();
            log.writeAll(rows.stream().map(one -> Records.erased(by, one, now)).toList());
            call.ifPresent(one -> news.publishEvent(new ActivityErased(by.observatory(), one)));
            return rows.size();
        });
    }

    /** Which call it tells of: its own, or the one that an approval was about. */
    private Optional<UUID> callOf(Principal by, UUID row) {
        return jdbc
                .sql("""
                        select coalesce(call_id, case when type = 'approval' then (metadata ->> 'call')::uuid end)
                        from activity_logs where observatory_id = ? and id = ?""")
                .params(by.observatory().value(), row)
                .query((found, _) -> found.getObject(1, UUID.class))
                .stream()
                .filter(Objects::nonNull)
                .findFirst();
    }
}
