package dev.jarvis.activity;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.db.TestDatabase;
import dev.jarvis.platform.db.UuidV7;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** The log on a database of its own, without the rest of the server. */
final class LogFixture implements AutoCloseable {
    final TestDatabase database = TestDatabase.fresh(16);
    final Path folder = temporary();
    final AnchorFiles files = new AnchorFiles(folder);
    final TestNotary notary = new TestNotary();
    final ActivityLog log = new ActivityLog(new JdbcTemplate(database.appDataSource()), new JsonMapper());
    final Sealer sealer = sealer();
    final ChainCheck check = new ChainCheck(
            database.transactions(),
            new ChainStore(database.jdbc()),
            new AnchorStore(database.jdbc()),
            files,
            notary,
            this::known);
    final ActivityList list = new ActivityList(database.reads());
    final JdbcClient superuser = JdbcClient.create(database.superuserDataSource());

    private List<ObservatoryId> known() {
        return database
                .transactions()
                .global(() -> database.jdbc()
                        .sql("select * from route_logs()")
                        .query(UUID.class)
                        .list())
                .stream()
                .map(ObservatoryId::new)
                .toList();
    }

    static ObservatoryId observatory() {
        return new ObservatoryId(UuidV7.next());
    }

    /** One that stands in the table of observatories, as anchoring all of them needs. */
    ObservatoryId founded() {
        ObservatoryId id = observatory();
        superuser.sql("""
                        with owner as (insert into users (email, name) values (?, 'Ada') returning id)
                        insert into observatories (id, owner_id, name) select ?, id, 'Here' from owner
                        """).params(id + "@example.org", id.value()).update();
        return id;
    }

    /** As deleting it leaves it, without the record of who did it. */
    void end(ObservatoryId id, int retention) {
        superuser
                .sql("insert into ended_observatories (observatory_id, retention) values (?, ?)")
                .params(id.value(), retention)
                .update();
        remove(id);
    }

    /** As nobody does it through Jarvis. */
    void remove(ObservatoryId id) {
        superuser
                .sql("delete from observatories where id = ?")
                .param(id.value())
                .update();
    }

    Sealer sealer() {
        return sealer(files, notary);
    }

    /** Of one who may write to the database, and has neither the signing key nor the folder of the anchors. */
    Sealer forger() {
        return sealer(new AnchorFiles(folder.resolve("forged")), new TestNotary());
    }

    private Sealer sealer(AnchorFiles files, TestNotary notary) {
        JdbcClient pipeline = JdbcClient.create(database.pipelineDataSource());
        return new Sealer(
                new SealStore(pipeline),
                new AnchorStore(pipeline),
                files,
                notary,
                new TransactionTemplate(new JdbcTransactionManager(database.pipelineDataSource())),
                InstantSource.system());
    }

    void write(Activity... activities) {
        write(List.of(activities));
    }

    void write(List<Activity> activities) {
        database.transactions()
                .inObservatory(activities.getFirst().observatory().value(), () -> log.writeAll(activities));
    }

    /**
     * Seals all that is written. The sealer leaves alone what a transaction that is still open might come before, and such
     * may be open anywhere in the server, in another test's database, too: they are waited for.
     */
    void seal() {
        String now = superuser
                .sql("select pg_current_xact_id()::text")
                .query(String.class)
                .single();
        Awaitility.await()
                .until(() -> superuser
                        .sql("select pg_snapshot_xmin(pg_current_snapshot()) > ?::xid8")
                        .param(now)
                        .query(Boolean.class)
                        .single());
        sealer.seal();
    }

    long count(String query, Object... values) {
        return superuser.sql(query).params(values).query(Long.class).single();
    }

    @Override
    public void close() {
        database.close();
        FileSystemUtils.deleteRecursively(folder.toFile());
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("jarvis-anchors");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
