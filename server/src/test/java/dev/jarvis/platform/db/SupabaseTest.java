package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;

/**
 * The migrations as one file for Supabase's SQL editor, on a database prepared as Supabase prepares one. Write the file
 * anew with {@code -Djarvis.write=true}.
 */
class SupabaseTest {
    private static final Path FILE = Path.of("../supabase-migration.sql");

    /** What a Supabase project has before anything of ours: its auth schema, and everything granted by default. */
    private static final String SUPABASE = """
            create schema auth;
            create table auth.users (id uuid primary key, email text);
            create function auth.uid() returns uuid language sql stable as
            $$ select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
                      nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;
            grant usage on schema auth, public to anon, authenticated;
            alter default privileges in schema public grant all on tables to anon, authenticated;
            alter default privileges in schema public grant all on functions to anon, authenticated;
            """;

    private static final UUID ADA = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    private static final UUID BOB = UUID.fromString("00000000-0000-4000-8000-00000000000b");

    @Test
    void theFileHoldsExactlyTheMigrations() throws IOException {
        String today = file();
        if (Boolean.getBoolean("jarvis.write")) Files.writeString(FILE, today);
        assertThat(FILE)
                .as("supabase-migration.sql; write it anew with -Djarvis.write=true")
                .hasContent(today);
    }

    @Test
    void theServerTakesOverADatabaseThatTheFileWasPastedInto() throws SQLException, IOException {
        DatabaseUrl url = pasted();

        try (Database server = Database.external(url, null, 2);
                Connection app = server.app().getConnection();
                Connection owner = OwnerConnection.connect(url)) {
            assertThat(one(app, "select count(*) from users")).isEqualTo("0");
            assertThat(one(owner, "select count(*) from flyway_schema_history")).isEqualTo("1");
        }
    }

    @Test
    void aSignedInUserReadsOnlyTheirOwnObservatories() throws SQLException, IOException {
        DatabaseUrl url = pasted();
        try (Connection link = OwnerConnection.connect(TestDatabase.asSuperuser(url))) {
            arrange(link);
            become(link, ADA);

            assertThat(one(link, "select string_agg(name, ',') from observatories"))
                    .isEqualTo("Ada's");
            assertThat(one(link, "select string_agg(account_name, ',') from integrations"))
                    .isEqualTo("@ada");
            assertThat(one(link, "select count(*) from approval_requests")).isEqualTo("1");
        }
    }

    @Test
    void aSignedInUserReadsNoCredentialAndWritesNothing() throws SQLException, IOException {
        DatabaseUrl url = pasted();
        try (Connection link = OwnerConnection.connect(TestDatabase.asSuperuser(url))) {
            arrange(link);
            become(link, ADA);

            for (String forbidden : new String[] {
                "select credentials from integrations",
                "update approval_requests set state = 'approved'",
                "delete from activity_logs",
                "insert into contacts (observatory_id) select id from observatories",
                "select * from users",
                "select * from api_keys",
                "select * from data_keysets",
                "select * from calls",
                "select route_observatories()",
                "select activity_partition_ensure(current_date)"
            }) assertThatThrownBy(() -> one(link, forbidden)).as(forbidden).hasMessageContaining("permission denied");
        }
    }

    @Test
    void aVisitorReadsNothing() throws SQLException, IOException {
        DatabaseUrl url = pasted();
        try (Connection link = OwnerConnection.connect(TestDatabase.asSuperuser(url))) {
            run(link, "set role anon");

            assertThatThrownBy(() -> one(link, "select * from observatories"))
                    .hasMessageContaining("permission denied");
        }
    }

    private static DatabaseUrl pasted() throws SQLException, IOException {
        DatabaseUrl url = TestDatabase.empty();
        try (Connection owner = OwnerConnection.connect(url)) {
            run(owner, SUPABASE);
            run(owner, file());
        }
        return url;
    }

    private static void arrange(Connection link) throws SQLException {
        run(link, """
                insert into auth.users (id) values ('%1$s'), ('%2$s');
                insert into users (email, name, auth_user_id) values ('ada@b.test', 'Ada', '%1$s'), ('bob@b.test', 'Bob', '%2$s');
                insert into observatories (owner_id, name) select id, name || '''s' from users;
                insert into memberships (observatory_id, user_id, role) select id, owner_id, 'owner' from observatories;
                insert into integrations (observatory_id, platform, scheme, account_id, account_name, status, credentials)
                    select o.id, 'twitter', 'keys', u.name, '@' || lower(u.name), 'connected', '\\x5ec7'
                    from observatories o join users u on u.id = o.owner_id;
                insert into approval_requests (observatory_id, proposed_action, payload_hash, origin, risk)
                    select id, '{}', '\\x00', '{}', 'high' from observatories;
                """.formatted(ADA, BOB));
    }

    private static void become(Connection link, UUID user) throws SQLException {
        run(link, "set role authenticated; set request.jwt.claims to '{\"sub\":\"%s\"}'".formatted(user));
    }

    private static String file() throws IOException {
        StringBuilder file = new StringBuilder("""
                -- Jarvis for Supabase: paste this into the SQL editor of an empty project and run it once.
                -- Then start Jarvis with JARVIS_DATABASE_URL set to the project's direct (session) connection string.
                -- Generated from server/src/main/resources/db/migration; do not edit.
                """);
        Flyway flyway = Flyway.configure()
                .dataSource(new DriverSource(TestDatabase.empty()))
                .locations("classpath:db/migration")
                .load();
        for (MigrationInfo migration : flyway.info().all())
            file.append('\n').append(text("/db/migration/" + migration.getScript()));
        file.append("""

                -- What the server's own migration tool would have noted.
                create table flyway_schema_history (
                    installed_rank integer not null primary key,
                    version varchar(50),
                    description varchar(200) not null,
                    type varchar(20) not null,
                    script varchar(1000) not null,
                    checksum integer,
                    installed_by varchar(100) not null,
                    installed_on timestamp not null default now(),
                    execution_time integer not null,
                    success boolean not null
                );
                create index flyway_schema_history_s_idx on flyway_schema_history (success);
                revoke all on flyway_schema_history from public, anon, authenticated;
                """);
        int rank = 0;
        for (MigrationInfo migration : flyway.info().all())
            file.append("""
                    insert into flyway_schema_history values
                        (%d, '%s', '%s', 'SQL', '%s', %d, current_user, now(), 0, true);
                    """.formatted(
                            ++rank,
                            migration.getVersion(),
                            migration.getDescription(),
                            migration.getScript(),
                            migration.getChecksum()));
        return file.toString();
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = SupabaseTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void run(Connection link, String sql) throws SQLException {
        try (Statement statement = link.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(Connection link, String sql) throws SQLException {
        try (Statement statement = link.createStatement()) {
            if (!statement.execute(sql)) return "";
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }
}
