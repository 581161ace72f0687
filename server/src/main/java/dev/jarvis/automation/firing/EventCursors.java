package dev.jarvis.automation.firing;

import dev.jarvis.observatory.ObservatoryId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code event_cursors}: how far an observatory's log was given to its rules. */
final class EventCursors {
    private final JdbcClient jdbc;

    EventCursors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose log has rows that were not looked at. Outside of any observatory. */
    List<ObservatoryId> behind(int atMost) {
        return jdbc.sql("select * from route_waiting_events(?)").param(atMost).query(UUID.class).list().stream()
                .map(ObservatoryId::new)
                .toList();
    }

    /** From now on; what is in the log already is nobody's news. */
    void begin(ObservatoryId observatory) {
        jdbc.sql("""
                        insert into event_cursors (observatory_id, seq)
                        select ?, coalesce(max(seq), 0) from activity_seals where observatory_id = ?
                        on conflict do nothing""").params(observatory.value(), observatory.value()).update();
    }

    /** Held until the transaction ends; empty while another node holds it. */
    Optional<Long> lock(ObservatoryId observatory) {
        return jdbc.sql("select seq from event_cursors where observatory_id = ? for update skip locked")
                .param(observatory.value())
                .query(Long.class)
                .optional();
    }

    void move(ObservatoryId observatory, long seq) {
        jdbc.sql("update event_cursors set seq = ? where observatory_id = ?")
                .params(seq, observatory.value())
                .update();
    }
}
