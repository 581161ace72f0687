package dev.jarvis.automation.run;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.ObservatorySettings;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.purge.SmallSteps;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Forgets runs, and what came by webhook, after the days that the observatory keeps them, in small transactions. A run that
 * still waits is kept however old it is.
 */
final class RunPurge {
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
        forget(observatory, RUNS, keeps.runRetention());
        forget(observatory, DELIVERIES, keeps.webhookRetention());
    }

    private void forget(ObservatoryId observatory, String deletion, int days) {
        SmallSteps.untilDone(() -> db.<Integer>inObservatory(
                observatory.value(),
                () -> jdbc.sql(deletion)
                        .param("observatory", observatory.value())
                        .param("days", days)
                        .param("most", SmallSteps.MOST)
                        .query(Integer.class)
                        .single()));
    }
}
