package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jarvis.testing.Proof;
import dev.jarvis.testing.Protocol;
import dev.jarvis.testing.Size;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Protocol
class TenantTransactionsTest {
    private static final int EACH = Size.of(40, 400, 1_600);

    private final TestDatabase database = TestDatabase.fresh(1);
    private final TenantTransactions db = database.transactions();
    private final JdbcClient jdbc = database.jdbc();
    private final UUID here = UUID.randomUUID();
    private final UUID there = UUID.randomUUID();

    @BeforeEach
    void aTableWithTheUsualWall() {
        JdbcClient.create(database.ownerDataSource()).sql("""
                        create table notes (observatory_id uuid not null, text text not null);
                        alter table notes enable row level security;
                        alter table notes force row level security;
                        create policy tenant on notes using (observatory_id =
                            (select nullif(current_setting('jarvis.observatory_id', true), '')::uuid));
                        grant select, insert, update, delete on notes to jarvis_app
                        """).update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void showsAnObservatoryItsOwnRowsOnly() {
        note(here, "mine");
        note(there, "theirs");

        assertThat(notesOf(here)).containsExactly("mine");
        assertThat(notesOf(there)).containsExactly("theirs");
    }

    @Test
    void refusesAStatementOfAThreadThatNamedNobody() {
        assertThatThrownBy(() -> jdbc.sql("select 1").query(Integer.class).single())
                .hasRootCauseInstanceOf(TenantUnbound.class);
    }

    @Test
    void doesNotReachIntoThreadsStartedInside() {
        db.inObservatory(here, () -> {
            var other = Executors.newVirtualThreadPerTaskExecutor();
            try (other) {
                Future<?> asked = other.submit(
                        () -> jdbc.sql("select 1").query(Integer.class).single());
                assertThatThrownBy(asked::get).hasRootCauseInstanceOf(TenantUnbound.class);
            }
        });
    }

    @Test
    void showsNoTenantsRowsToGlobalWork() {
        note(here, "mine");

        assertThat(db.<Long>global(() ->
                        jdbc.sql("select count(*) from notes").query(Long.class).single()))
                .isZero();
    }

    @Test
    void refusesARowOfAnotherObservatory() {
        assertThatThrownBy(() -> db.inObservatory(here, () -> insert(there, "smuggled")))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void doesNotTurnIntoAnotherObservatoryHalfway() {
        assertThatThrownBy(() -> db.inObservatory(here, () -> db.inObservatory(there, () -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(there.toString());
    }

    @Test
    void makesOneTransactionOfNestedBlocks() {
        assertThatThrownBy(() -> db.inObservatory(here, () -> {
                    db.inObservatory(here, () -> insert(here, "inner"));
                    throw new IllegalArgumentException("outer");
                }))
                .hasMessage("outer");

        assertThat(notesOf(here)).isEmpty();
    }

    @Test
    void readsWithoutWriting() {
        assertThatThrownBy(() -> db.readInObservatory(here, () -> insert(here, "no")))
                .rootCause()
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void leavesNothingOfTheTenantOnTheConnection() {
        note(here, "mine");

        var unguarded = JdbcClient.create(database.unguardedAppDataSource());
        assertThat(unguarded.sql("select count(*) from notes").query(Long.class).single())
                .isZero();
    }

    @Test
    void readsInOneRoundTripAndForgetsTheTenantAfterwards() {
        note(here, "mine");
        note(there, "theirs");

        assertThat(database.reads()
                        .list(here, "select text from notes where text <> ?", (rs, _) -> rs.getString(1), "x"))
                .containsExactly("mine");
        assertThat(database.reads().one(there, "select text from notes", (rs, _) -> rs.getString(1)))
                .contains("theirs");
        var unguarded = JdbcClient.create(database.unguardedAppDataSource());
        assertThat(unguarded.sql("select count(*) from notes").query(Long.class).single())
                .isZero();
    }

    /** The heart of protocol P18: one connection for everybody, errors on the way, and nobody sees another's row. */
    @Test
    @Tag("P18")
    void neverShowsAnothersRowThroughASharedConnection(Proof proof) throws Exception {
        List<UUID> tenants =
                IntStream.range(0, 8).mapToObj(_ -> UUID.randomUUID()).toList();
        tenants.forEach(tenant -> note(tenant, tenant.toString()));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> runs = threads.invokeAll(IntStream.range(0, 64)
                    .mapToObj(seed -> reader(tenants, seed))
                    .toList());
            int wrong = 0;
            for (Future<Integer> run : runs) {
                wrong += run.get();
            }
            assertThat(wrong).isZero();
            proof.count("reads through one connection", 64L * EACH).count("rows of another", wrong);
        }
    }

    private Callable<Integer> reader(List<UUID> tenants, int seed) {
        Random random = new Random(seed);
        return () -> {
            int wrong = 0;
            for (int i = 0; i < EACH; i++) {
                UUID tenant = tenants.get(random.nextInt(tenants.size()));
                wrong += List.of(tenant.toString()).equals(seen(tenant, random.nextInt(4))) ? 0 : 1;
            }
            return wrong;
        };
    }

    private List<String> seen(UUID tenant, int manner) {
        return switch (manner) {
            case 0 -> database.reads().list(tenant, "select text from notes", (rs, _) -> rs.getString(1));
            case 1 -> afterAnError(tenant);
            default -> notesOf(tenant);
        };
    }

    private List<String> afterAnError(UUID tenant) {
        assertThatThrownBy(() -> db.inObservatory(
                        tenant, () -> jdbc.sql("select 1/0 from notes").query().listOfRows()))
                .hasMessageContaining("division by zero");
        return notesOf(tenant);
    }

    private List<String> notesOf(UUID observatory) {
        return db.inObservatory(
                observatory,
                () -> jdbc.sql("select text from notes").query(String.class).list());
    }

    private void note(UUID observatory, String text) {
        db.inObservatory(observatory, () -> insert(observatory, text));
    }

    private int insert(UUID observatory, String text) {
        return jdbc.sql("insert into notes values (?, ?)")
                .params(observatory, text)
                .update();
    }
}
