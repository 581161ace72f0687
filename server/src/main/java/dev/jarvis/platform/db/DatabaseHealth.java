package dev.jarvis.platform.db;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the application's pool reaches the database. */
@Component
final class DatabaseHealth extends AbstractHealthIndicator {
    private final TenantTransactions db;
    private final JdbcClient jdbc;

    DatabaseHealth(TenantTransactions db, JdbcClient jdbc) {
        super("the database does not answer");
        this.db = db;
        this.jdbc = jdbc;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        db.global(() -> jdbc.sql("select 1").query(Integer.class).single());
        builder.up();
    }
}
