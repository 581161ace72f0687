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
 * a block of {@link TenantTransactions} use that block's {@code JdbcClient}: this always takes a connection of its own.
 */
public final class TenantReads {
    private final JdbcTemplate template;

    TenantReads(DataSource unguarded) {
        this.template = new JdbcTemplate(unguarded);
    }

    /**
     * @param query one select with {@code ?} for its values
     * @param values in their order; UUID, String, numbers, booleans and java.time types the driver knows
     */
    public <T> List<T> list(UUID observatory, String query, RowMapper<T> row, Object... values) {
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
