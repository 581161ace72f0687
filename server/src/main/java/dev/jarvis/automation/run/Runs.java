package dev.jarvis.automation.run;

import dev.jarvis.activity.Actor;
import dev.jarvis.automation.definition.RuleVersion;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.UuidV7;
import dev.jarvis.platform.work.WorkQueue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Begins runs of rules, in the transaction of whatever gives the reason.
 *
 * <pre>{@code
 * runs.start(version, Begin.by(Begin.By.SCHEDULE, trigger, "2027-03-28T03:00"));
 * }</pre>
 *
 * <p>All methods need an open transaction of the observatory. Safe for many threads.
 */
public final class Runs {
    private static final int MOST_HEARD = 100;

    private final RunStore store;
    private final WorkQueue queue;
    private final RunLog log;
    private final JdbcClient jdbc;

    Runs(RunStore store, WorkQueue queue, RunLog log, JdbcClient jdbc) {
        this.store = store;
        this.queue = queue;
        this.log = log;
        this.jdbc = jdbc;
    }

    /** @return the run's id; empty when the rule had a run of this label already */
    public Optional<UUID> start(RuleVersion version, Begin begin) {
        return start(version, begin, RunLog.rule(version));
    }

    /** @param by whose wish it was */
    Optional<UUID> start(RuleVersion version, Begin begin, Actor by) {
        UUID id = UuidV7.next();
        if (!RunTasks.put(queue, store, id, version, begin)) return Optional.empty();
        log.began(version, id, begin, by);
        return Optional.of(id);
    }

    /** How many runs of the rule are not over: for schedules that do not overlap. */
    public int unfinished(ObservatoryId observatory, UUID rule) {
        return jdbc.sql("select count(*) from runs where observatory_id = ? and rule_id = ? and finished_at is null")
                .params(observatory.value(), rule)
                .query(Integer.class)
                .single();
    }

    /** Its dead letter is replayed: it is not over after all. */
    void reopen(ObservatoryId observatory, UUID run) {
        jdbc.sql("""
                        update runs set state = 'running', problem = null, finished_at = null
                        where observatory_id = ? and id = ? and state = 'failed'
                          and exists (select from work w where w.observatory_id = runs.observatory_id and w.id = runs.id
                                                         and w.dead_at is not null)""").params(observatory.value(), run).update();
    }

    /** Something it may wait for was decided or settled: it looks again. */
    public void wake(ObservatoryId observatory, UUID run) {
        queue.wake(observatory.value(), run);
    }

    /** Tells the runs that wait for an event of this type. Each looks for itself whether it is the one. */
    public void heard(ObservatoryId observatory, String type, JsonNode event) {
        List<UUID> waiting = jdbc.sql("""
                        update run_steps set heard = coalesce(heard, '[]') || jsonb_build_array(?::jsonb)
                        where observatory_id = ? and awaits = ? and state = 'waiting'
                          and coalesce(jsonb_array_length(heard), 0) < ?
                        returning run_id""")
                .params(Objects.requireNonNull(Stored.text(event)), observatory.value(), type, MOST_HEARD)
                .query(UUID.class)
                .list();
        waiting.stream().distinct().forEach(run -> wake(observatory, run));
    }
}
