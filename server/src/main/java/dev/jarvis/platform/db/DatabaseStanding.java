package dev.jarvis.platform.db;

import dev.jarvis.platform.doctor.Advice;
import dev.jarvis.platform.doctor.Examination;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the database of the running server does: its version, its clock against ours, and the duties that fail. */
record DatabaseStanding(TenantTransactions db, JdbcClient jdbc, InstantSource clock) implements Examination {
    private static final Duration CLOCKS_AGREE = Duration.ofSeconds(2);

    @Override
    public List<Advice> look() {
        return db.global(() -> List.of(version(), clocks(), duties()));
    }

    private Advice version() {
        return Advice.fine(
                "Database", "PostgreSQL %s answers, %s on disk".formatted(text("show server_version"), text("""
                        select pg_size_pretty(pg_database_size(current_database()))""")));
    }

    private Advice clocks() {
        Instant theirs = jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        Duration apart = Duration.between(theirs, clock.instant()).abs();
        return apart.compareTo(CLOCKS_AGREE) <= 0
                ? Advice.fine("Clock", "agrees with the database's")
                : Advice.care(
                        "Clock",
                        "This machine and the database are %d seconds apart.".formatted(apart.toSeconds()),
                        "Let both keep time by NTP; signatures and one-time codes depend on it.");
    }

    private Advice duties() {
        List<String> failing = jdbc.sql("select name from duties where last_error is not null order by name")
                .query(String.class)
                .list();
        return failing.isEmpty()
                ? Advice.fine("Duties", "all succeed")
                : Advice.care(
                        "Duties",
                        "The last round failed of: " + String.join(", ", failing),
                        "The server's log says why; they are tried again by themselves.");
    }

    private String text(String query) {
        return jdbc.sql(query).query(String.class).single();
    }
}
