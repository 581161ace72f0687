package dev.jarvis.platform.work;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How far behind the work of all observatories together is, by the database's clock.
 *
 * @param queueAge for how many seconds the task that waits longest has been due
 * @param lateness by how many seconds the next time of the latest schedule is over
 * @param successAge seconds since that rule succeeded which, of those that are on and ever did, has not for longest
 * @param ambiguous calls that wait for a person because nobody knows whether they took effect
 */
record Standing(double queueAge, double lateness, double successAge, double ambiguous) {
    static final String READ = "select * from route_standing()";

    /** What is told when the database cannot be asked. */
    static final Standing UNKNOWN = new Standing(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static Standing of(ResultSet row, int number) throws SQLException {
        return new Standing(
                row.getDouble("queue_age"),
                row.getDouble("lateness"),
                row.getDouble("success_age"),
                row.getDouble("ambiguous"));
    }
}
