package dev.jarvis.automation.hook;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.Cursor;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What came to a webhook, the newest first; bodies only one at a time, since each may be a megabyte. */
final class Deliveries {
    static final String PAGE = """
            select id, key, runs, received_at from deliveries
            where observatory_id = ? and hook_id = ? and id < ? order by id desc limit ?""";

    private static final String WHOLE = """
            select id, key, runs, received_at, body from deliveries
            where observatory_id = ? and hook_id = ? and id = ?""";

    private static final UUID LAST = new UUID(-1, -1);

    private final Hooks hooks;
    private final TenantReads reads;
    private final JsonMapper json;

    Deliveries(Hooks hooks, TenantReads reads, JsonMapper json) {
        this.hooks = hooks;
        this.reads = reads;
        this.json = json;
    }

    /** @throws Problem 404 where the observatory has no such hook */
    Page<Delivery> list(ObservatoryId observatory, UUID hook, int limit, @Nullable String cursor) {
        UUID before = cursor == null ? LAST : Cursor.Kind.TIME.decode(cursor).id();
        if (!hooks.has(observatory, hook)) throw Problem.notFound("hook");
        List<Delivery> rows = reads.list(
                observatory.value(), PAGE, (row, _) -> read(row), observatory.value(), hook, before, limit + 1);
        return Page.of(rows, limit, last -> Cursor.Kind.TIME.encode(new Cursor<>(last.receivedAt(), last.id())));
    }

    /** @throws Problem 404 */
    Delivery.Whole get(ObservatoryId observatory, UUID hook, UUID id) {
        return reads.one(
                        observatory.value(),
                        WHOLE,
                        (row, _) -> new Delivery.Whole(read(row), row.getString("body")),
                        observatory.value(),
                        hook,
                        id)
                .orElseThrow(() -> Problem.notFound("delivery"));
    }

    private Delivery read(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getString("key"),
                row.getTimestamp("received_at").toInstant(),
                List.of(json.readValue(row.getString("runs"), Delivery.Began[].class)));
    }
}
