package dev.jarvis.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Plain connections by the driver, for the few the owner needs. */
final class DriverSource extends AbstractDataSource {
    private final DatabaseUrl url;

    DriverSource(DatabaseUrl url) {
        this.url = url;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return OwnerConnection.connect(url);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return OwnerConnection.connect(url.as(username, password));
    }
}
