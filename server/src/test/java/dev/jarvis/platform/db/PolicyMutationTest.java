package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.testing.Canaries;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Each policy of row level security in turn is dropped and weakened, and each time the same questions must be answered
 * differently (P18): how many rows a role sees of its own observatory, how many of others, and whether it can write there.
 */
class PolicyMutationTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final UUID HERE = UuidV7.next();
    private static final UUID THERE = UuidV7.next();
    private static final UUID SUPABASE_ADA = UUID.fromString("00000000-0000-4000-8000-00000000ada0");

    private record Policy(String table, String name, String role, boolean reads, boolean checked, boolean open) {
        @Override
        public String toString() {
            return "%s on %s for %s".formatted(name, table, role);
        }
    }

    @BeforeAll
    static void sow() {
        JdbcClient superuser = JdbcClient.create(DATABASE.superuserDataSource());
        for (UUID place : List.of(HERE, THERE)) {
            superuser
                    .sql("""
                            with owner as (insert into users (email, name, auth_user_id) values (?, 'Ada', ?) returning id)
                            insert into observatories (id, owner_id, name) select ?, id, 'Place' from owner
                            """)
                    .params(place + "@example.org", place.equals(HERE) ? SUPABASE_ADA : UUID.randomUUID(), place)
                    .update();
            superuser.sql("""
                            insert into memberships (observatory_id, user_id, role)
                            select id, owner_id, 'owner' from observatories where id = ?""").param(place).update();
            new Canaries(DATABASE.superuserDataSource(), place, "canary").sow();
        }
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void everyPolicyHoldsAndIsMissedWhenItIsGoneOrWeak() throws SQLException {
        List<String> survivors = new ArrayList<>();
        List<Policy> policies = policies();
        try (Connection link = DATABASE.superuserDataSource().getConnection()) {
            link.setAutoCommit(false);
            for (Policy policy : policies) {
                String intact = answers(link, policy);
                assertThat(intact).as("%s as it is", policy).contains("seen").doesNotContain("foreign");
                if (intact.equals(mutated(link, policy, "drop policy %s on %s".formatted(policy.name, policy.table))))
                    survivors.add(policy + " dropped");
                String weak = "alter policy %s on %s using (true)".formatted(policy.name, policy.table)
                        + (policy.checked ? " with check (true)" : "");
                if (!policy.open && intact.equals(mutated(link, policy, weak))) survivors.add(policy + " weakened");
                if (policy.checked && writes(intact)) {
                    String half = "alter policy %s on %s with check (true)".formatted(policy.name, policy.table);
                    if (intact.equals(mutated(link, policy, half))) survivors.add(policy + " with a weak check");
                }
            }
        }
        assertThat(policies).hasSizeGreaterThan(40);
        assertThat(survivors).isEmpty();
    }

    private static List<Policy> policies() {
        return JdbcClient.create(DATABASE.superuserDataSource())
                .sql("""
                        select tablename as "table", policyname as name, r as role,
                               cmd in ('ALL', 'SELECT') as reads, with_check is not null as checked, qual = 'true' as open
                        from pg_policies cross join unnest(roles) r where schemaname = 'public' order by 1, 2
                        """)
                .query(Policy.class)
                .list();
    }

    private static String mutated(Connection link, Policy policy, String change) throws SQLException {
        Savepoint before = link.setSavepoint();
        try (Statement statement = link.createStatement()) {
            statement.execute(change);
            return answers(link, policy);
        } finally {
            link.rollback(before);
        }
    }

    /** A router sees rows of all, by design; everybody else sees none that is foreign. */
    private static String answers(Connection link, Policy policy) throws SQLException {
        String key = policy.table.equals("observatories") ? "id" : "observatory_id";
        String place =
                policy.open ? "'everywhere'" : "case when %s = '%s' then 'own' else 'foreign' end".formatted(key, HERE);
        String seen = as(
                link,
                policy,
                "select coalesce(string_agg(distinct %s || ' seen', ','), 'none')::text from %s"
                        .formatted(place, policy.table));
        return policy.checked ? seen + "; " + written(link, policy, key) : seen;
    }

    private static boolean writes(String answers) {
        return answers.contains("row-level security");
    }

    private static String written(Connection link, Policy policy, String key) throws SQLException {
        List<String> columns = JdbcClient.create(DATABASE.superuserDataSource())
                .sql("""
                        select column_name from information_schema.role_column_grants
                        where table_schema = 'public' and table_name = ? and grantee = ? and privilege_type = 'INSERT'
                        """)
                .params(policy.table, policy.role)
                .query(String.class)
                .list();
        if (columns.isEmpty()) return "writes nothing";
        return as(
                link,
                policy,
                "insert into %s (%s) values ('%s') returning 'foreign written'".formatted(policy.table, key, THERE));
    }

    private static String as(Connection link, Policy policy, String query) throws SQLException {
        Savepoint before = link.setSavepoint();
        try (Statement statement = link.createStatement()) {
            statement.execute("set local jarvis.observatory_id = '%s'".formatted(HERE));
            statement.execute("set local jarvis.observatory_ids = '{%s}'".formatted(HERE));
            statement.execute("set local request.jwt.claim.sub = '%s'".formatted(SUPABASE_ADA));
            statement.execute("set local role " + policy.role);
            try (ResultSet rows = statement.executeQuery(query)) {
                return rows.next() ? rows.getString(1) : "nothing";
            }
        } catch (SQLException e) {
            return e.getMessage().replaceAll("(?s)\n.*", "");
        } finally {
            link.rollback(before);
        }
    }
}
