package dev.jarvis.activity;

import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.problem.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
     * Erases title, description and metadata of a row and of the others of its call.
     *
     * @return how many rows
     * @throws Problem 404 where there is no such row, or it was written less than about a second ago
     */
    int erase(Principal by, UUID row) {
        return db.inObservatory(by.observatory().value(), () -> {
            List<UUID> rows = jdbc.sql("select activity_erase(?)")
                    .param(row)
                    .query(UUID.class)
                    .list();
            if (rows.isEmpty()) throw Problem.notFound("activity");
            Instant now = clock.instant();
            log.writeAll(rows.stream().map(one -> Records.erased(by, one, now)).toList());
            callOf(by, row).forEach(call -> news.publishEvent(new ActivityErased(by.observatory(), call)));
            return rows.size();
        });
    }

    private List<UUID> callOf(Principal by, UUID row) {
        return jdbc.sql("""
                        select call_id from activity_logs where observatory_id = ? and id = ? and call_id is not null""")
                .params(by.observatory().value(), row)
                .query(UUID.class)
                .list();
    }
}
