package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantReadsTest {
    private static final String KEYS = "select key from deliveries where observatory_id = ?";
    private final TestDatabase database = TestDatabase.fresh();
    private final TenantReads reads = database.reads();
    private final UUID one = UuidV7.next();
    private final UUID other = UuidV7.next();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void readsOneObservatoryAndNoOther() {
        database.transactions().inObservatory(one, this::deliver);

        assertThat(keys(one)).containsExactly("first");
        assertThat(keys(other)).isEmpty();
    }

    /** On a connection of its own it would not see them, and would wait for one while it holds one. */
    @Test
    void readsInsideABlockWhatTheBlockHasWritten() {
        List<String> seen = database.transactions().<List<String>>inObservatory(one, () -> {
            deliver();
            return keys(one);
        });

        assertThat(seen).containsExactly("first");
    }

    @Test
    void refusesAnotherObservatoryInsideABlock() {
        assertThatThrownBy(() -> database.transactions().<List<String>>inObservatory(one, () -> keys(other)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(other.toString());
        assertThatThrownBy(() -> database.transactions().<List<String>>global(() -> keys(other)))
                .isInstanceOf(IllegalStateException.class);
    }

    private List<String> keys(UUID observatory) {
        return reads.list(observatory, KEYS, (row, _) -> row.getString(1), observatory);
    }

    private void deliver() {
        database.jdbc()
                .sql(
                        "insert into deliveries (observatory_id, hook_id, key, id, body, runs) values (?, ?, 'first', ?, '{}', '[]')")
                .params(one, UuidV7.next(), UuidV7.next())
                .update();
    }
}
