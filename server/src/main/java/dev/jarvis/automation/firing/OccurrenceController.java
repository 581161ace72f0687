package dev.jarvis.automation.firing;

import dev.jarvis.activity.LiveRows;
import dev.jarvis.automation.event.Event;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.db.Cursor;
import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What started rules, and what was skipped. */
@RestController
class OccurrenceController {
    private static final String PAGE = """
            select label, due_at, rule_version, state, reason, note, run_id, place from occurrences
            cross join lateral (select md5(rule_version || ' ' || label)::uuid as place) p
            where observatory_id = ? and rule_id = ? and (?::text = '' or state = ?)
              and due_at <= ? and (due_at, place) < (?, ?)
            order by due_at desc, place desc limit ?""";

    private static final UUID LAST = new UUID(-1, -1);

    private final TenantReads reads;
    private final TenantTransactions db;
    private final LiveRows log;
    private final Events events;

    OccurrenceController(TenantReads reads, TenantTransactions db, LiveRows log, Events events) {
        this.reads = reads;
        this.db = db;
        this.log = log;
        this.events = events;
    }

    /** @param reason why it was skipped: missed, overlap, replaced or disabled */
    @Schema(name = "RuleOccurrence")
    record Item(
            String label,
            Instant due,
            long version,

            @Schema(allowableValues = {"started", "queued", "skipped"})
            String state,

            @Nullable String reason,
            @Nullable String note,
            @Nullable UUID run) {}

    /** @param place tells two of one instant apart, such as those of two versions */
    private record Placed(Item item, UUID place) {}

    /** The times at which a rule was due, newest first. */
    @GetMapping("/api/rules/{id}/occurrences")
    Page<Item> occurrences(
            Principal by,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (!List.of("", "started", "queued", "skipped").contains(state))
            throw Problem.badInput("state", "must be one of started, queued, skipped");
        Input.between("limit", limit, 1, Page.MOST);
        insistOnTheRule(by, id);
        Cursor<Instant> before = cursor == null
                ? new Cursor<>(Instant.parse("9999-01-01T00:00:00Z"), LAST)
                : Cursor.Kind.TIME.decode(cursor);
        OffsetDateTime due = before.key().atOffset(ZoneOffset.UTC);
        List<Placed> rows = reads.list(
                by.observatory().value(),
                PAGE,
                (row, _) -> new Placed(item(row), row.getObject("place", UUID.class)),
                by.observatory().value(),
                id,
                state,
                state,
                due,
                due,
                before.id(),
                limit + 1);
        Page<Placed> page =
                Page.of(rows, limit, last -> Cursor.Kind.TIME.encode(new Cursor<>(last.item.due(), last.place)));
        return new Page<>(page.items().stream().map(Placed::item).toList(), page.nextCursor());
    }

    private void insistOnTheRule(Principal by, UUID id) {
        var _ = reads.one(
                        by.observatory().value(),
                        "select id from automation_rules where observatory_id = ? and id = ?",
                        (row, _) -> id,
                        by.observatory().value(),
                        id)
                .orElseThrow(() -> Problem.notFound("rule"));
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getString("label"),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                row.getLong("rule_version"),
                row.getString("state"),
                row.getString("reason"),
                row.getString("note"),
                row.getObject("run_id", UUID.class));
    }

    @Schema(name = "EventReplayed")
    record Replayed(List<Events.Begun> runs) {}

    /** Tells an event once more to the rules that listen now. */
    @PostMapping("/api/events/{id}/replay")
    Replayed replay(Principal by, @PathVariable UUID id) {
        Event event =
                log.find(by.observatory().value(), id).flatMap(Event::of).orElseThrow(() -> Problem.notFound("event"));
        String key = "event %s again %s".formatted(id, UuidV7.next());
        return db.inObservatory(
                by.observatory().value(), () -> new Replayed(events.deliver(by.observatory(), event, key)));
    }
}
