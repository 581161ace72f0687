package dev.jarvis.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/** Reads what the database holds, as the owner who looks into one observatory. Never asks the application. */
final class Oracle implements AutoCloseable {
    private final Connection database;

    Oracle(String url, UUID observatory) throws SQLException {
        database = connected(url);
        try (Statement statement = database.createStatement()) {
            statement.execute("grant jarvis_app to current_user");
            statement.execute("set role jarvis_app");
        }
        try (PreparedStatement setting =
                database.prepareStatement("select set_config('jarvis.observatory_id', ?, false)")) {
            setting.setString(1, observatory.toString());
            setting.execute();
        }
    }

    /** {@code postgresql://user:password@host:port/name} as the driver wants it. */
    static Connection connected(String url) throws SQLException {
        java.net.URI address = java.net.URI.create(url);
        String[] user = address.getUserInfo().split(":", 2);
        Properties properties = new Properties();
        properties.setProperty("user", user[0]);
        properties.setProperty(
                "password", java.net.URLDecoder.decode(user[1], java.nio.charset.StandardCharsets.UTF_8));
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d%s".formatted(address.getHost(), address.getPort(), address.getPath()),
                properties);
    }

    /** The first column by the second. */
    Map<String, Long> counts(String query) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) counts.put(rows.getString(1), rows.getLong(2));
        }
        return counts;
    }

    long number(String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
