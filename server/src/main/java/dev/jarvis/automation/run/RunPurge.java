package dev.jarvis.automation.run;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.ObservatorySettings;
import dev.jarvis.platform.db.TenantTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Forgets runs, and what came by webhook, after the days that the observatory keeps them, in small transactions. A run that
 * still waits is kept however old it is.
 */
final class RunPurge {
    private static final int AT_ONCE = 1_000;

    private static final String RUNS = """
            with old as (
                delete from runs where observatory_id = :observatory and id in (
                    select id from runs
                    where observatory_id = :observatory and finished_at is not null
                      and id < jarvis_uuidv7_floor(now() - make_interval(days => :days))
                    order by id limit :most)
                returning id),
            steps as (delete from run_steps s using old where s.observatory_id = :observatory and s.run_id = old.id)
            select count(*) from old""";

    private static final String DELIVERIES = """
            with old as (
                delete from deliveries where observatory_id = :observatory and id in (
                    select id from deliveries
                    where observatory_id = :observatory and id < jarvis_uuidv7_floor(now() - make_interval(days => :days))
                    order by id limit :most)
                returning id)
            select count(*) from old""";

    private final Observatories observatories;
    private final TenantTransactions db;
    private final JdbcClient jdbc;

    RunPurge(Observatories observatories, TenantTransactions db, JdbcClient jdbc) {
        this.observatories = observatories;
        this.db = db;
        this.jdbc = jdbc;
    }

    void round() {
        observatories.all().forEach(this::purge);
    }

    void purge(ObservatoryId observatory) {
        ObservatorySettings keeps = observatories.get(observatory).settings();
        untilDone(observatory, RUNS, keeps.runRetention());
        untilDone(observatory, DELIVERIES, keeps.webhookRetention());
    }

    private void untilDone(ObservatoryId observatory, String deletion, int days) {
        int gone = AT_ONCE;
        while (gone == AT_ONCE && !Thread.currentThread().isInterrupted())
            gone = db.<Integer>inObservatory(
                    observatory.value(),
                    () -> jdbc.sql(deletion)
                            .param("observatory", observatory.value())
                            .param("days", days)
                            .param("most", AT_ONCE)
                            .query(Integer.class)
                            .single());
    }
}
