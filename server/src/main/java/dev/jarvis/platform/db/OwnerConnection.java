package dev.jarvis.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** One connection at start, of the owner as a rule: proves that the server is the right one, and lets the roles in. */
record OwnerConnection(DatabaseUrl url, Connection connection) implements AutoCloseable {
    static OwnerConnection open(DatabaseUrl url) {
        try {
            return new OwnerConnection(url, connect(url));
        } catch (SQLException e) {
            throw explained(url, e);
        }
    }

    static Connection connect(DatabaseUrl url) throws SQLException {
        Connection connection = new Driver().connect(url.jdbc(), url.driverProperties());
        if (connection == null) {
            throw new SQLException("the driver does not know " + url.jdbc());
        }
        return connection;
    }

    /** The pid file said already that the port is ours; this is the second wall. */
    void insistOnDataDirectory(EmbeddedPostgres embedded) {
        try {
            String found = oneText("show data_directory");
            if (!Files.isSameFile(Path.of(found), embedded.clusterPath())) {
                throw DatabaseFailure.notOurs(embedded.port(), found);
            }
        } catch (SQLException | IOException e) {
            throw DatabaseFailure.refused(url.address(), String.valueOf(e.getMessage()), e);
        }
    }

    void insistOnASession() {
        try {
            new PoolerCheck(url).insistOnASession(connection.unwrap(PGConnection.class), connection);
        } catch (SQLException e) {
            throw explained(url, e);
        }
    }

    String oneText(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw explained(url, e);
        }
    }

    static DatabaseFailure explained(DatabaseUrl url, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "28P01", "28000" -> DatabaseFailure.passwordRefused(url.user(), url.address(), e);
            case "08001", "08004", "08006", "3D000" -> DatabaseFailure.serverUnreachable(url.address(), e);
            case "08P01" ->
                String.valueOf(e.getMessage()).contains("startup parameter")
                        ? DatabaseFailure.poolerInTransactionMode(url.address())
                        : DatabaseFailure.refused(url.address(), String.valueOf(e.getMessage()), e);
            case "53100" -> DatabaseFailure.diskFull(url.address(), e);
            default -> DatabaseFailure.refused(url.address(), String.valueOf(e.getMessage()), e);
        };
    }
}
