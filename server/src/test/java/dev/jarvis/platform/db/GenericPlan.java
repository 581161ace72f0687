package dev.jarvis.platform.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The plan that a role keeps for a statement: made without knowing any value. */
public final class GenericPlan {
    private static final Pattern VALUE = Pattern.compile("\\?");

    /** @param statement with {@code ?} for its values */
    public static String of(DataSource role, String statement) {
        AtomicInteger number = new AtomicInteger();
        String numbered = VALUE.matcher(statement).replaceAll(_ -> "\\$" + number.incrementAndGet());
        String nulls = String.join(", ", Collections.nCopies(number.get(), "null"));
        try (Connection connection = role.getConnection();
                Statement jdbc = connection.createStatement()) {
            jdbc.execute("set plan_cache_mode = force_generic_plan");
            jdbc.execute("prepare kept as " + numbered);
            return lines(jdbc, "explain execute kept" + (nulls.isEmpty() ? "" : "(" + nulls + ")"));
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** How many pages it takes to carry a statement out. */
    public static long pages(DataSource role, String statement) {
        try (Connection connection = role.getConnection();
                Statement jdbc = connection.createStatement()) {
            jdbc.execute(statement); // what a connection reads of the catalogue once does not count
            String plan = lines(jdbc, "explain (analyze, buffers, timing off) " + statement);
            return Pattern.compile("shared (?:hit=(\\d+))?(?: read=(\\d+))?")
                    .matcher(plan.lines()
                            .filter(line -> line.contains("Buffers:"))
                            .findFirst()
                            .orElse(""))
                    .results()
                    .mapToLong(found -> number(found.group(1)) + number(found.group(2)))
                    .sum();
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static String lines(Statement jdbc, String explain) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = jdbc.executeQuery(explain)) {
            while (lines.next()) plan.append(lines.getString(1)).append('\n');
        } finally {
            jdbc.execute("deallocate all");
        }
        return plan.toString();
    }

    private GenericPlan() {}
}
