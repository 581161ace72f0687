package dev.jarvis.automation.run;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets runs after 90 days and what came by webhook after 30. A run that still waits is kept however old it is. */
final class RunPurge {
    private static final int RUN_DAYS = 90;
    private static final int DELIVERY_DAYS = 30;

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
        db.inObservatory(observatory.value(), () -> {
            jdbc.sql("""
                            with old as (
                                delete from runs
                                where observatory_id = ? and finished_at is not null
                                  and id < jarvis_uuidv7_floor(now() - make_interval(days => ?))
                                returning id)
                            delete from run_steps s using old where s.observatory_id = ? and s.run_id = old.id""")
                    .params(observatory.value(), RUN_DAYS, observatory.value())
                    .update();
            jdbc.sql("""
                            delete from deliveries
                            where observatory_id = ? and id < jarvis_uuidv7_floor(now() - make_interval(days => ?))""").params(observatory.value(), DELIVERY_DAYS).update();
        });
    }
}
