package dev.jarvis.platform.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * One query of one observatory in one round trip, for reads that are asked often.
 *
 * <p>The setting and the query travel in one message of the extended protocol, which PostgreSQL runs as one
 * transaction, so the setting ends with it
 * (<a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY">Extended Query</a>). Inside
 * a block of {@link TenantTransactions} of the same observatory the block's own transaction is read: a second connection
 * for one thread is how all threads come to wait for each other.
 */
public final class TenantReads {
    private final JdbcTemplate template;
    private final JdbcTemplate inBlock;

    /** @param guarded over the same database, where blocks keep their connection */
    TenantReads(DataSource unguarded, DataSource guarded) {
        this.template = new JdbcTemplate(unguarded);
        this.inBlock = new JdbcTemplate(guarded);
    }

    /**
     * @param query one select with {@code ?} for its values
     * @throws IllegalStateException inside a block of another observatory, or of none
     * @param values in their order; UUID, String, numbers, booleans and java.time types the driver knows
     */
    public <T> List<T> list(UUID observatory, String query, RowMapper<T> row, Object... values) {
        if (TenantScope.CURRENT.isBound()) return inBlock(observatory, query, row, values);
        String both = TenantTransactionManager.BIND + "; " + query;
        List<T> found = template.execute((ConnectionCallback<List<T>>) connection -> {
            try (PreparedStatement statement = connection.prepareStatement(both)) {
                fill(statement, observatory, values);
                statement.execute();
                return rows(statement, row);
            }
        });
        return found == null ? List.of() : found;
    }

    private <T> List<T> inBlock(UUID observatory, String query, RowMapper<T> row, Object... values) {
        TenantScope open = TenantScope.current();
        if (!open.equals(new TenantScope.Observatory(observatory)))
            throw new IllegalStateException(
                    "A transaction of %s is open; observatory %s cannot be read inside. End it first."
                            .formatted(open, observatory));
        return inBlock.query(query, row, values);
    }

    /** As {@link #list}, for a query of at most one row; more are an {@link IllegalStateException}. */
    public <T> Optional<T> one(UUID observatory, String query, RowMapper<T> row, Object... values) {
        List<T> found = list(observatory, query, row, values);
        if (found.size() > 1) {
            throw new IllegalStateException("expected one row at most, found " + found.size());
        }
        return found.stream().findFirst();
    }

    private static void fill(PreparedStatement statement, UUID observatory, Object... values) throws SQLException {
        statement.setString(1, observatory.toString());
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 2, values[i]);
        }
    }

    private static <T> List<T> rows(PreparedStatement statement, RowMapper<T> row) throws SQLException {
        if (!statement.getMoreResults()) {
            throw new SQLException("the second statement gave no rows to read");
        }
        List<T> rows = new ArrayList<>();
        try (ResultSet result = statement.getResultSet()) {
            for (int i = 0; result.next(); i++) {
                rows.add(row.mapRow(result, i));
            }
        }
        return rows;
    }
}
