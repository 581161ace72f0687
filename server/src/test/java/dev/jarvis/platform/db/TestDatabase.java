package dev.jarvis.platform.db;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A fresh, migrated database on a real PostgreSQL that the whole test run shares. It is copied from a template in some
 * tens of milliseconds, so take one a test or one a class as you like, and close it.
 *
 * <pre>{@code
 * private final TestDatabase db = TestDatabase.fresh();
 *
 * @AfterEach void close() { db.close(); }
 *
 * db.transactions().inObservatory(id, () -> db.jdbc().sql("...").update());
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseUrl owner;
    private final HikariDataSource app;
    private final HikariDataSource pipeline;
    private final TenantBoundDataSource guarded;
    private final TenantTransactions transactions;

    private TestDatabase(DatabaseUrl owner, int poolSize) {
        this.owner = owner;
        DatabaseRoles roles = new DatabaseRoles(owner, null);
        this.app = Database.pool("test-app", roles.app(), poolSize, 0);
        this.pipeline = Database.pool("test-pipeline", roles.pipeline(), 2, 0);
        this.guarded = new TenantBoundDataSource(app);
        this.transactions = new TenantTransactions(new TenantTransactionManager(guarded));
    }

    public static TestDatabase fresh() {
        return fresh(8);
    }

    /** @param poolSize connections of the application at most; 1 finds settings that stay behind */
    public static TestDatabase fresh(int poolSize) {
        return new TestDatabase(Server.copyOfTheTemplate(), poolSize);
    }

    /** One that another process made and will drop. @param url as of {@link #url()} */
    public static TestDatabase at(String url) {
        return new TestDatabase(DatabaseUrl.parse("url", url), 2);
    }

    /** An empty database without our tables, owned as an operator's would be. */
    static DatabaseUrl empty() {
        return Server.copyOf("template0");
    }

    /** The same database as a superuser. */
    static DatabaseUrl asSuperuser(DatabaseUrl url) {
        return Server.superuser().on(url.database());
    }

    /** The application inside {@link #transactions()}; refuses a statement outside. */
    public JdbcClient jdbc() {
        return JdbcClient.create(guarded);
    }

    public TenantTransactions transactions() {
        return transactions;
    }

    public TenantReads reads() {
        return new TenantReads(app, guarded);
    }

    /** Not started yet. */
    public Notices notices() {
        return new Notices(new DatabaseRoles(owner, null).app(), jdbc());
    }

    /** The application's role behind the guard that refuses unbound threads. */
    public DataSource appDataSource() {
        return guarded;
    }

    /** The application's role without the guard: what a mistake would see. */
    public DataSource unguardedAppDataSource() {
        return app;
    }

    /** As patient as a server's own by default. */
    public Lanes lanes() {
        return new Lanes(pipelineDataSource(), Duration.ofSeconds(15));
    }

    public DataSource pipelineDataSource() {
        return pipeline;
    }

    /** The tables' owner, for arranging and for looking behind the scenes; forced row level security holds it too. */
    public DataSource ownerDataSource() {
        return new DriverSource(owner);
    }

    /** A superuser, who sees every row: for oracles and catalogue checks. */
    public DataSource superuserDataSource() {
        return new DriverSource(Server.superuser().on(owner.database()));
    }

    /** The value for JARVIS_DATABASE_URL. */
    public String url() {
        return owner.withPassword();
    }

    @Override
    public void close() {
        app.close();
        pipeline.close();
        Server.drop(owner.database());
    }

    /** Started by the first test that asks; ends with the JVM, however it ends. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        static {
            Database.migrate(POSTGRES.ownerUrl());
            try (OwnerConnection owner = OwnerConnection.open(POSTGRES.ownerUrl())) {
                new DatabaseRoles(POSTGRES.ownerUrl(), null).giveLogins(owner.connection());
            }
        }

        static DatabaseUrl copyOfTheTemplate() {
            return copyOf(PostgresCluster.DATABASE);
        }

        static DatabaseUrl copyOf(String template) {
            String name = "test_" + COUNT.incrementAndGet();
            asSuperuser("create database %s template %s owner %s strategy file_copy"
                    .formatted(name, template, PostgresCluster.OWNER));
            return POSTGRES.ownerUrl().on(name);
        }

        static void drop(String name) {
            asSuperuser("drop database if exists " + name + " with (force)");
        }

        static DatabaseUrl superuser() {
            return POSTGRES.superuserUrl();
        }

        private static synchronized void asSuperuser(String statement) {
            try (Connection connection = OwnerConnection.connect(superuser().on("postgres"));
                    Statement jdbc = connection.createStatement()) {
                jdbc.execute(statement);
            } catch (SQLException e) {
                throw new IllegalStateException(statement, e);
            }
        }

        private static EmbeddedPostgres start() {
            Path folder = TestFolders.reachable();
            EmbeddedPostgres server = EmbeddedPostgres.start(
                    new DataDirectory(folder, TestFolders.binaries(), false),
                    LoopbackPort.ANY,
                    PostgresSettings.forTests());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
            return server;
        }

        private static void end(EmbeddedPostgres server, Path folder) {
            server.close();
            try {
                if (Files.exists(folder)) {
                    Folders.delete(folder);
                }
            } catch (IOException e) {
                System.err.println("left behind: " + folder);
            }
        }
    }
}
