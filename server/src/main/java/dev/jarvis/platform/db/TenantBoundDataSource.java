package dev.jarvis.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Refuses a connection, and so every statement, to a thread that has not said for whom. */
final class TenantBoundDataSource extends DelegatingDataSource {
    TenantBoundDataSource(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        TenantScope.current();
        return super.getConnection();
    }
}
