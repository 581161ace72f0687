package dev.jarvis.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StatisticsTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient owner = JdbcClient.create(database.superuserDataSource());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void takesNoSamplesOfContentsInTheTablesThatGrowWithEveryRunNorInAMonthToCome() {
        owner.sql("select activity_partition_ensure((current_date + interval '8 months')::date)")
                .query()
                .listOfRows();

        assertThat(owner.sql("""
                        select c.relname || '.' || a.attname
                        from pg_attribute a join pg_class c on c.oid = a.attrelid
                        where c.relnamespace = 'public'::regnamespace and a.atttypid = any ('{jsonb,bytea}'::regtype[])
                          and (c.relname in ('deliveries', 'runs', 'run_steps', 'calls', 'work', 'activity_seals')
                               or c.relname like 'activity\\_logs%')
                          and c.relkind in ('r', 'p') and a.attstattarget is distinct from 0
                        """).query(String.class).list()).isEmpty();
    }
}
