package dev.jarvis.platform.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Tells PostgreSQL the observatory at the beginning of each transaction; the setting ends with the transaction. */
final class TenantTransactionManager extends JdbcTransactionManager {
    private static final long serialVersionUID = 1;

    static final String BIND = "select set_config('jarvis.observatory_id', ?, true)";

    TenantTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        switch (TenantScope.current()) {
            case TenantScope.Observatory(var id) -> bind(connection, id.toString());
            case TenantScope.Global() -> {}
        }
    }

    private static void bind(Connection connection, String observatory) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BIND)) {
            statement.setString(1, observatory);
            statement.execute();
        }
    }
}
