package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalogue itself, whatever tables and functions there are: the walls between observatories stand everywhere. */
class WallsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final JdbcClient CATALOGUE = JdbcClient.create(DATABASE.superuserDataSource());

    private static final String OUR_ROLES =
            "('jarvis_app', 'jarvis_pipeline', 'jarvis_router', 'jarvis_eraser', 'anon', 'authenticated')";

    /** Tables of the instance, which hold nothing of an observatory. */
    private static final Set<String> GLOBAL = Set.of(
            "users",
            "passkeys",
            "passkey_challenges",
            "known_devices",
            "sessions",
            "one_time_links",
            "guesses",
            "duties",
            "nodes",
            "instance",
            "sealing",
            "flyway_schema_history");

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void everyTableBelongsToTheInstanceOrToObservatories() {
        assertThat(names("""
                select c.relname from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and c.relname <> 'observatories' and not exists (
                      select from pg_attribute a where a.attrelid = c.oid and a.attname = 'observatory_id')
                """)).isSubsetOf(GLOBAL);
    }

    @Test
    void everyTableOfObservatoriesHasForcedRowLevelSecurityAndAPolicy() {
        assertThat(names(tenantTables("not (c.relrowsecurity and c.relforcerowsecurity)")))
                .isEmpty();
        assertThat(names("""
                select c.relname from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relispartition and c.relkind = 'r'
                  and not (c.relrowsecurity and c.relforcerowsecurity)
                """)).as("parts of partitioned tables").isEmpty();
        assertThat(names(tenantTables("not exists (select from pg_policy p where p.polrelid = c.oid)")))
                .isEmpty();
    }

    @Test
    void everyUniqueKeyBeginsWithTheObservatory() {
        // Another key would say "taken" about another observatory's value.
        assertThat(names(tenantTables("""
                exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                        where i.indrelid = c.oid and i.indisunique and a.attname <> 'observatory_id')
                """))).isEmpty();
    }

    @Test
    void everyForeignKeyBetweenTablesOfObservatoriesHoldsTheObservatory() {
        // Checks of foreign keys pass row level security by, so a key without it could point into another observatory.
        assertThat(names("""
                select f.conname from pg_constraint f join pg_class c on c.oid = f.confrelid
                where f.contype = 'f' and c.relname not in ('observatories', 'users')
                  and exists (select from pg_attribute a where a.attrelid = f.confrelid and a.attname = 'observatory_id')
                  and not exists (select from pg_attribute a where a.attrelid = f.conrelid and a.attnum = f.conkey[1]
                                  and a.attname = 'observatory_id')
                """)).isEmpty();
    }

    @Test
    void ourRolesOwnNothingAndMayDoNothingAbove() {
        assertThat(names("select c.relname from pg_class c where pg_get_userbyid(c.relowner) in " + OUR_ROLES))
                .isEmpty();
        assertThat(names("""
                select rolname from pg_roles where rolname in %s
                  and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                """.formatted(OUR_ROLES))).isEmpty();
        assertThat(names("""
                select grantee || ' ' || privilege_type || ' ' || table_name from information_schema.role_table_grants
                where grantee in %s and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')
                """.formatted(OUR_ROLES))).isEmpty();
        assertThat(names("""
                select n.nspname from pg_namespace n cross join pg_roles r
                where r.rolname in %s and n.nspname = 'public' and has_schema_privilege(r.oid, n.oid, 'create')
                """.formatted(OUR_ROLES))).isEmpty();
    }

    @Test
    void theLogIsWrittenAndNeverChanged() {
        assertThat(names("""
                select grantee || ' ' || privilege_type || ' ' || table_name from information_schema.role_table_grants
                where table_name in ('activity_logs', 'activity_seals', 'activity_anchors')
                  and privilege_type in ('UPDATE', 'DELETE') and grantee in ('jarvis_app', 'jarvis_pipeline')
                """)).isEmpty();
    }

    @Test
    void onlyKnownFunctionsRunWithAnothersRights() {
        assertThat(names("select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"))
                .allMatch(name -> name.startsWith("route_")
                        || Set.of(
                                        "my_observatories",
                                        "activity_partition_ensure",
                                        "activity_partitions_drop_empty",
                                        "retention_end",
                                        "activity_forget",
                                        "activity_erase",
                                        "calls_forget")
                                .contains(name));
        assertThat(names("""
                select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
                  and not exists (select from unnest(proconfig) c where c like 'search_path=%')
                """)).as("without a search path of their own").isEmpty();
        assertThat(names("""
                select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
                  and pg_get_userbyid(proowner) not in ('jarvis_router', 'jarvis_eraser')
                """))
                .as("as the owner of the tables")
                .containsOnly("activity_partition_ensure", "activity_partitions_drop_empty");
        assertThat(names("""
                select p.proname from pg_proc p cross join (values ('anon'), ('authenticated')) r(name)
                where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname <> 'my_observatories'
                  and has_function_privilege(r.name, p.oid, 'execute')
                """)).as("for visitors of Supabase").isEmpty();
    }

    @Test
    void theRouterReadsNothingThatPeopleWrote() {
        // What a look-up before the observatory is known can see, it could tell: ids, hashes, times, numbers and
        // states.
        assertThat(names("""
                select g.table_name || '.' || g.column_name from information_schema.role_column_grants g
                join information_schema.columns c using (table_schema, table_name, column_name)
                where g.grantee = 'jarvis_router' and c.domain_name is null
                  and c.data_type not in ('uuid', 'bytea', 'bigint', 'integer', 'timestamp with time zone', 'xid8', 'boolean')
                  and g.column_name not in ('state', 'status', 'kind', 'owner', 'gate', 'master_key_id')
                """)).isEmpty();
    }

    @Test
    void nobodyLooksThroughAView() {
        assertThat(names("""
                select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace
                  and (c.relkind = 'm' or c.relkind = 'v'
                       and not coalesce(c.reloptions::text like '%security_invoker=true%', false))
                """)).isEmpty();
    }

    private static String tenantTables(String condition) {
        return """
                select c.relname from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'observatory_id'
                              and not a.attisdropped)
                  and (%s)
                """.formatted(condition);
    }

    private static List<String> names(String query) {
        return CATALOGUE.sql(query).query(String.class).list();
    }
}
