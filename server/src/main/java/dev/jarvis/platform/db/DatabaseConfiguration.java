package dev.jarvis.platform.db;

import dev.jarvis.platform.doctor.Examination;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Chooses the database, makes it ready, and gives the two ways into it: the application's, and the pipeline's. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);

    @Bean
    DataDirectory dataDirectory(Environment environment) {
        Path home = Path.of(environment.getProperty("jarvis.home", System.getProperty("user.dir")));
        DataDirectory data = DataDirectory.choose(
                environment.getProperty("JARVIS_DATA"), environment.getProperty("JARVIS_DATA_NAME"), home);
        if (data.moved()) {
            LOG.info(
                    "PostgreSQL does not run as root and cannot reach {}; data and binaries are in {}.",
                    home,
                    data.path());
        }
        if (Rehearsal.isOn(environment)) return data.throwaway();
        data.remember(home);
        return data;
    }

    @Bean
    Database database(Environment environment, DataDirectory data) {
        int poolSize = environment.getProperty("jarvis.database.pool-size", Integer.class, 16);
        DatabaseUrl url = url(environment, "JARVIS_DATABASE_URL");
        if (url != null) {
            return Database.external(url, url(environment, "JARVIS_DATABASE_APP_URL"), poolSize);
        }
        int port = LoopbackPort.setting(environment.getProperty("JARVIS_DATABASE_PORT"));
        return Database.embedded(EmbeddedPostgres.start(data, port), poolSize);
    }

    @Bean
    Backups backups(Database database, DataDirectory data) {
        return new Backups(database.server(), data);
    }

    @Bean
    Restored restored(DataDirectory data) {
        return Restored.in(data.path());
    }

    @Bean
    @Primary
    DataSource dataSource(Database database) {
        return new TenantBoundDataSource(database.app());
    }

    /** Without a tenant of its own: each batch names its observatories itself. Autocommit. */
    @Bean(defaultCandidate = false)
    DataSource pipelineDataSource(Database database) {
        return database.pipeline();
    }

    /** Fifteen seconds by default: a restart of the database is waited for, and a caller is told before it gives up itself. */
    @Bean
    Lanes lanes(Database database, Environment environment) {
        Duration patience = Binder.get(environment)
                .bind("jarvis.database.patience", Duration.class)
                .orElse(Duration.ofSeconds(15));
        return new Lanes(database.pipeline(), patience);
    }

    @Bean(defaultCandidate = false)
    JdbcClient pipelineJdbc(Database database) {
        return JdbcClient.create(database.pipeline());
    }

    @Bean
    @Primary
    JdbcClient jdbc(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    TenantTransactionManager transactionManager(DataSource dataSource) {
        return new TenantTransactionManager(dataSource);
    }

    @Bean
    TenantTransactions tenantTransactions(TenantTransactionManager manager) {
        return new TenantTransactions(manager);
    }

    @Bean
    TenantReads tenantReads(Database database, DataSource dataSource) {
        return new TenantReads(database.app(), dataSource);
    }

    @Bean
    LastUses lastUses(TenantTransactions transactions, JdbcClient jdbc) {
        return new LastUses(transactions, jdbc);
    }

    @Bean
    Notices notices(Database database, JdbcClient jdbc) {
        return new Notices(database.appUrl(), jdbc);
    }

    @Bean
    Examination databaseStanding(TenantTransactions transactions, JdbcClient jdbc) {
        return new DatabaseStanding(transactions, jdbc, InstantSource.system());
    }

    private static @Nullable DatabaseUrl url(Environment environment, String setting) {
        String value = environment.getProperty(setting, "");
        return value.isBlank() ? null : DatabaseUrl.parse(setting, value.strip());
    }
}
