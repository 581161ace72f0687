package dev.jarvis.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.platform.db.GenericPlan;
import dev.jarvis.platform.db.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every statement finds its rows by index: on tables that were empty when it was planned, and on full ones. */
class WorkPlansTest {
    private static final String WHOLE_KEY =
            "Index Cond: \\(\\(observatory_id = \\w+\\.\\w+\\) AND \\(id = \\w+\\.\\w+\\)\\)";
    private static TestDatabase empty;
    private static TestDatabase full;

    @BeforeAll
    static void open() {
        empty = TestDatabase.fresh();
        full = TestDatabase.fresh();
        JdbcClient oracle = JdbcClient.create(full.superuserDataSource());
        oracle.sql("insert into nodes (id) select gen_random_uuid() from generate_series(1, 3)")
                .update();
        oracle.sql("""
                        insert into work (observatory_id, id, kind, gate, due_at, owner, epoch)
                        select md5('o' || n % 1000)::uuid, jarvis_uuidv7(), 'run', case when n % 7 = 0 then 'g' else '' end,
                               case when n <= 300 then now() - interval '1 minute' else now() + n * interval '1 second' end,
                               case when n % 500 = 0 then (select id from nodes order by id limit 1) end, 1
                        from generate_series(1, 100000) n""").update();
        oracle.sql("vacuum analyze work").update();
    }

    @AfterAll
    static void close() {
        empty.close();
        full.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsEveryTaskByItsWholeKey(boolean filled) {
        TestDatabase database = filled ? full : empty;
        for (String statement : List.of(WorkTable.CLAIM, WorkTable.FREE, Endings.GONE, Endings.KEPT)) {
            String plan = GenericPlan.of(database.pipelineDataSource(), statement);
            assertThat(plan).as(plan).doesNotContain("Seq Scan on work").containsPattern(WHOLE_KEY);
        }
    }

    /** A tenth of what reading the table takes; a walk through all that is due later takes all of it. */
    @Test
    void looksForDueTasksWithoutReadingThoseThatAreNot() {
        long table = JdbcClient.create(full.superuserDataSource())
                .sql("select relpages from pg_class where relname = 'work'")
                .query(Long.class)
                .single();
        for (String lookUp : List.of(
                "route_due_work(64)",
                "route_work_of_one_death(8)",
                "route_work_of_more_deaths(1)",
                "route_abandoned_work(500)",
                "route_due_work(10)"))
            assertThat(GenericPlan.pages(full.pipelineDataSource(), "select * from " + lookUp))
                    .as(lookUp)
                    .isLessThan(table / 10);
    }

    /** From one observatory and gate to the next: some pages each, however many tasks wait behind. */
    @Test
    void takesTurnsWithoutReadingWholeQueues() {
        assertThat(GenericPlan.pages(full.pipelineDataSource(), "select * from route_due_work_by_turns(64, 8)"))
                .isLessThan(30_000);
    }
}
