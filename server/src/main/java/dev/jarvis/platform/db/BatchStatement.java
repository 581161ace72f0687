package dev.jarvis.platform.db;

import dev.jarvis.platform.db.BinaryArray.Of;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Several statements over rows of several observatories in one round trip and one commit, for the pipeline's role.
 *
 * <pre>{@code
 * try (BatchStatement batch = BatchStatement.of(connection, observatories, List.of("delete from work w using unnest(?) ..."))) {
 *     Set<UUID> gone = batch.uuids(rows, Row::id).ids();
 * }
 * }</pre>
 *
 * <p>Every statement returns rows, if only ids. The connection is in autocommit: in PostgreSQL's extended protocol all up to one Sync is one implicit transaction, so
 * there is no BEGIN or COMMIT to wait for, a failure takes all back, and the setting that names the observatories ends
 * with it (<a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY">Extended Query</a>).
 */
public final class BatchStatement implements AutoCloseable {
    private static final String OBSERVATORIES = "select set_config('jarvis.observatory_ids', ?, true)";

    private final Connection connection;
    private final PreparedStatement statement;
    private final int parts;
    private int next = 1;

    private BatchStatement(Connection connection, PreparedStatement statement, int parts) {
        this.connection = connection;
        this.statement = statement;
        this.parts = parts;
    }

    /** @param parts the statements in their order; their {@code ?} are bound from left to right through all of them */
    public static BatchStatement of(Connection connection, Collection<UUID> observatories, List<String> parts)
            throws SQLException {
        List<String> all = new ArrayList<>(List.of(OBSERVATORIES));
        all.addAll(parts);
        PreparedStatement statement = connection.prepareStatement(String.join(";\n", all));
        String ids = observatories.stream().distinct().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
        return new BatchStatement(connection, statement, parts.size()).value(ids);
    }

    public BatchStatement value(Object value) throws SQLException {
        statement.setObject(next++, value);
        return this;
    }

    public <T> BatchStatement uuids(List<T> rows, Function<T, @Nullable UUID> value) throws SQLException {
        return column(Of.UUIDS, rows, value);
    }

    public <T> BatchStatement texts(List<T> rows, Function<T, @Nullable String> value) throws SQLException {
        return column(Of.TEXTS, rows, value);
    }

    /** @param value JSON as it is written */
    public <T> BatchStatement jsons(List<T> rows, Function<T, @Nullable String> value) throws SQLException {
        return column(Of.JSONS, rows, value);
    }

    public <T> BatchStatement bytes(List<T> rows, Function<T, byte @Nullable []> value) throws SQLException {
        return column(Of.BYTES, rows, value);
    }

    public <T> BatchStatement integers(List<T> rows, Function<T, @Nullable Integer> value) throws SQLException {
        return column(Of.INTEGERS, rows, value);
    }

    public <T> BatchStatement longs(List<T> rows, Function<T, @Nullable Long> value) throws SQLException {
        return column(Of.LONGS, rows, value);
    }

    public <T> BatchStatement times(List<T> rows, Function<T, @Nullable Instant> value) throws SQLException {
        return column(Of.TIMES, rows, value);
    }

    /** One array, of one value a row. */
    private <T, V> BatchStatement column(Of type, List<T> rows, Function<T, @Nullable V> value) throws SQLException {
        List<@Nullable V> values = new ArrayList<>(rows.size());
        for (T row : rows) values.add(value.apply(row));
        statement.setObject(next++, new BinaryArray(type, values));
        return this;
    }

    /** Runs them. @return the first column of every row that any of them returned, as ids */
    public Set<UUID> ids() throws SQLException {
        Set<UUID> ids = new HashSet<>();
        run((rows, _) -> ids.addAll(read(rows, (row, _) -> row.getObject(1, UUID.class))));
        return ids;
    }

    /** Runs them. @return the rows of the last one */
    public <T> List<T> last(RowMapper<T> mapper) throws SQLException {
        List<T> last = new ArrayList<>();
        run((rows, part) -> {
            if (part == parts) last.addAll(read(rows, mapper));
        });
        return last;
    }

    private interface Results {
        void take(ResultSet rows, int part) throws SQLException;
    }

    private void run(Results results) throws SQLException {
        statement.execute(); // the first result is the setting's
        for (int part = 1; statement.getMoreResults(); part++)
            try (ResultSet rows = statement.getResultSet()) {
                results.take(rows, part);
            }
    }

    private static <T> List<T> read(ResultSet rows, RowMapper<T> mapper) throws SQLException {
        List<T> found = new ArrayList<>();
        while (rows.next()) found.add(mapper.mapRow(rows, found.size()));
        return found;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
