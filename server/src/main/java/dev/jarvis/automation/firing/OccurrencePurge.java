package dev.jarvis.automation.firing;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.purge.SmallSteps;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets when rules were due as long ago as their runs are forgotten. None that waits its turn is. */
final class OccurrencePurge {
    private static final String OLD = """
            delete from occurrences where observatory_id = :observatory and (rule_id, rule_version, label) in (
                select rule_id, rule_version, label from occurrences
                where observatory_id = :observatory and state <> 'queued' and due_at < now() - make_interval(days => :days)
                limit :most)""";

    private final Observatories observatories;
    private final TenantTransactions db;
    private final JdbcClient jdbc;

    OccurrencePurge(Observatories observatories, TenantTransactions db, JdbcClient jdbc) {
        this.observatories = observatories;
        this.db = db;
        this.jdbc = jdbc;
    }

    void round() {
        observatories.all().forEach(this::purge);
    }

    void purge(ObservatoryId observatory) {
        int days = observatories.get(observatory).settings().runRetention();
        SmallSteps.untilDone(() -> db.<Integer>inObservatory(
                observatory.value(),
                () -> jdbc.sql(OLD)
                        .param("observatory", observatory.value())
                        .param("days", days)
                        .param("most", SmallSteps.MOST)
                        .update()));
    }
}
