package dev.jarvis.automation.firing;

import dev.jarvis.activity.LiveRows;
import dev.jarvis.automation.definition.RuleTurned;
import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.automation.event.Event;
import dev.jarvis.automation.run.EventAwaited;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/**
 * Follows the log of every observatory in which a rule listens. A row becomes an event in the transaction that moves the
 * cursor over it, together with the runs it starts: none is told twice, and none is lost.
 */
final class EventFollower {
    private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
    private static final int OBSERVATORIES = 500;
    private static final int ROWS = 200;

    private final TenantTransactions db;
    private final EventCursors cursors;
    private final LiveRows log;
    private final Events events;

    EventFollower(TenantTransactions db, EventCursors cursors, LiveRows log, Events events) {
        this.db = db;
        this.cursors = cursors;
        this.log = log;
        this.events = events;
    }

    @EventListener
    void turned(RuleTurned news) {
        RuleVersion now = news.now();
        if (now != null && now.definition().awaited().findAny().isPresent()) cursors.begin(news.observatory());
    }

    /** Also of a rule that is off and was begun by hand. */
    @EventListener
    void awaited(EventAwaited news) {
        cursors.begin(news.observatory());
    }

    /** One look at all that wait; a page each, so that a busy one does not hold up the others. */
    void follow() {
        List<ObservatoryId> behind = db.global(() -> cursors.behind(OBSERVATORIES));
        while (!behind.isEmpty() && !Thread.currentThread().isInterrupted())
            behind = behind.stream().filter(this::goneOn).toList();
    }

    /** @return whether there may be more */
    private boolean goneOn(ObservatoryId observatory) {
        try {
            return db.<Boolean>inObservatory(observatory.value(), () -> page(observatory));
        } catch (RuntimeException e) {
            LOG.warn("The events of observatory {} could not be told; they wait.", observatory, e);
            return false;
        }
    }

    private boolean page(ObservatoryId observatory) {
        Long seen = cursors.lock(observatory).orElse(null);
        if (seen == null) return false;
        List<LiveRows.Row> rows = log.after(observatory.value(), seen, ROWS);
        if (rows.isEmpty()) return false;
        for (LiveRows.Row row : rows)
            if (row.item() != null)
                Event.of(row.item()).ifPresent(event -> events.deliver(observatory, event, "event " + event.id()));
        cursors.move(observatory, rows.getLast().seq());
        return rows.size() == ROWS;
    }
}
