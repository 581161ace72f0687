package dev.jarvis.platform.crypto;

import java.util.regex.Pattern;

/**
 * A column that holds sealed values, declared as a bean by the room whose table it is; the rotation of keys walks it.
 *
 * <pre>{@code
 * @Bean
 * SealedColumn credentials() {
 *     return new SealedColumn(Purpose.INTEGRATION_CREDENTIALS, "integrations", "credentials", "credential_version");
 * }
 * }</pre>
 *
 * <p>The table has the columns {@code observatory_id} and {@code id}, and values are sealed for that id as the row.
 *
 * @param version the column that holds the version values are sealed with, or {@code 1} where it is always one
 */
public record SealedColumn(Purpose purpose, String table, String column, String version) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*");

    public SealedColumn {
        if (!NAME.matcher(table).matches()
                || !NAME.matcher(column).matches()
                || !(NAME.matcher(version).matches() || version.equals("1")))
            throw new IllegalArgumentException("%s.%s (%s) is no column".formatted(table, column, version));
    }

    /** A page of rows behind an id, of one observatory. */
    String page() {
        return """
                select id, %s as version, %s as sealed from %s
                where observatory_id = :observatory and id > :after and %s is not null
                order by id limit :most
                """.formatted(version, column, table, column);
    }

    /** Replaces the value where it is still the one that was read. */
    String replacement() {
        return "update %s set %s = :fresh where observatory_id = :observatory and id = :id and %s = :was"
                .formatted(table, column, column);
    }
}
