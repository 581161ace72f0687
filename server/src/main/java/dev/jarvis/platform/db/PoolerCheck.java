package dev.jarvis.platform.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Whether a session stays on one server connection. A pooler names a process of its own at the start of a session, so
 * a direct connection is known by one comparison. Behind a pooler other sessions hold transactions open, and a session
 * that is moved by them gives a pooler in transaction mode away.
 */
record PoolerCheck(DatabaseUrl url) {
    private static final int OTHERS = 4;

    /** A pool that is too small for both answers never; a query of nothing takes no longer than this otherwise. */
    private static final int PATIENCE_MS = 3_000;

    void insistOnASession(PGConnection driver, Connection session) throws SQLException {
        int first = serverProcess(session);
        if (driver.getBackendPID() == first) {
            return;
        }
        List<Connection> others = new ArrayList<>();
        try {
            session.setNetworkTimeout(Runnable::run, PATIENCE_MS);
            for (int i = 0; i < OTHERS; i++) {
                others.add(inTransaction());
                insist(first == serverProcess(session));
            }
        } catch (SQLException e) {
            throw DatabaseFailure.poolerInTransactionMode(url.address());
        } finally {
            close(others);
        }
        session.setNetworkTimeout(Runnable::run, 0);
    }

    private void insist(boolean sameProcess) {
        if (!sameProcess) {
            throw DatabaseFailure.poolerInTransactionMode(url.address());
        }
    }

    private Connection inTransaction() throws SQLException {
        Connection connection = OwnerConnection.connect(url);
        connection.setAutoCommit(false);
        connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
        serverProcess(connection);
        return connection;
    }

    private static int serverProcess(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void close(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
