package dev.jarvis.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * A database that is ready: the server runs, it is the right one, the schema is today's, and both roles may enter.
 * The owner's connection is closed again before anybody else connects.
 */
final class Database implements AutoCloseable {
    private static final Duration WAIT_FOR_A_CONNECTION = Duration.ofSeconds(5);

    /** A server that is silent for so long is taken for gone; no statement of ours needs a tenth of it. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final @Nullable EmbeddedPostgres embedded;
    private final DatabaseRoles roles;
    private final HikariDataSource app;
    private final HikariDataSource pipeline;

    private Database(@Nullable EmbeddedPostgres embedded, DatabaseRoles roles, int poolSize) {
        this.embedded = embedded;
        this.roles = roles;
        this.app = pool("app", roles.app(), poolSize, Math.min(2, poolSize));
        this.pipeline = pool("pipeline", roles.pipeline(), 8, 1);
    }

    /** @return the database in our own server, which is stopped on close */
    static Database embedded(EmbeddedPostgres server, int poolSize) {
        try (OwnerConnection owner = OwnerConnection.open(server.ownerUrl())) {
            owner.insistOnDataDirectory(server);
            return prepared(owner, new DatabaseRoles(server.ownerUrl(), null), server, poolSize);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** @param app the application's own address, or null where it follows from the owner's */
    static Database external(DatabaseUrl url, @Nullable DatabaseUrl app, int poolSize) {
        try (OwnerConnection owner = OwnerConnection.open(url)) {
            owner.insistOnASession();
            if (app != null) GivenRole.insistOnASession(app);
            return prepared(owner, new DatabaseRoles(url, app), null, poolSize);
        }
    }

    private static Database prepared(
            OwnerConnection owner, DatabaseRoles roles, @Nullable EmbeddedPostgres server, int poolSize) {
        migrate(roles.owner());
        roles.giveLogins(owner.connection());
        if (roles.givenApp() != null) GivenRole.insistOnWalls(roles.givenApp());
        return new Database(server, roles, poolSize);
    }

    static void migrate(DatabaseUrl owner) {
        try {
            Flyway.configure()
                    .dataSource(new DriverSource(owner))
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw DatabaseFailure.refused(owner.address(), "a migration failed: " + e.getMessage(), e);
        }
    }

    HikariDataSource app() {
        return app;
    }

    HikariDataSource pipeline() {
        return pipeline;
    }

    DatabaseUrl appUrl() {
        return roles.app();
    }

    DatabaseUrl ownerUrl() {
        return roles.owner();
    }

    @Nullable
    EmbeddedPostgres server() {
        return embedded;
    }

    @Override
    public void close() {
        app.close();
        pipeline.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    static HikariDataSource pool(String name, DatabaseUrl url, int most, int least) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("jarvis-" + name);
        config.setJdbcUrl(url.jdbc());
        config.setDataSourceProperties(url.withPatience(PATIENCE).driverProperties());
        config.setConnectionInitSql("set statement_timeout = '%ds'".formatted(PATIENCE.toSeconds() - 1));
        config.setValidationTimeout(WAIT_FOR_A_CONNECTION.dividedBy(2).toMillis());
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(least);
        config.setConnectionTimeout(WAIT_FOR_A_CONNECTION.toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
