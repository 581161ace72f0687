package dev.jarvis.automation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jarvis.platform.db.GenericPlan;
import dev.jarvis.platform.db.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class RunPlansTest {
    private static TestDatabase empty;
    private static TestDatabase full;

    @BeforeAll
    static void open() {
        empty = TestDatabase.fresh();
        full = TestDatabase.fresh();
        JdbcClient oracle = JdbcClient.create(full.superuserDataSource());
        for (String fill :
                List.of("""
                insert into runs (observatory_id, id, rule_id, rule_version, started_by, trigger, state, finished_at)
                select md5('o' || n % 1000)::uuid, md5('r' || n)::uuid, md5('u' || n % 1000)::uuid, 1, 'webhook', '{}',
                       case when n % 50 = 0 then 'running' else 'succeeded' end, case when n % 50 > 0 then now() end
                from generate_series(1, 50000) n""", """
                insert into run_steps (observatory_id, run_id, path, step, kind, state, place, started_at)
                select observatory_id, id, 's', 's', 'act', 'done', 0, now() from runs""", """
                insert into work (observatory_id, id, kind, owner, epoch)
                select observatory_id, id, 'run', md5('node')::uuid, 1 from runs where finished_at is null""", """
                insert into deliveries (observatory_id, hook_id, key, id, body, runs)
                select observatory_id, md5('h')::uuid, id::text, id, '{}', '[]' from runs""", """
                insert into rule_figures (observatory_id, rule_id) select distinct observatory_id, rule_id from runs""", "vacuum analyze runs, run_steps, work, deliveries, rule_figures"))
            oracle.sql(fill).update();
    }

    @AfterAll
    static void close() {
        empty.close();
        full.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsEveryRunAndTaskByItsWholeKey(boolean filled) {
        var pipeline = (filled ? full : empty).pipelineDataSource();

        String came = GenericPlan.of(pipeline, RunBatch.CAME);
        String over = GenericPlan.of(pipeline, RunBatch.OVER);

        assertThat(came).as(came).doesNotContainPattern("Seq Scan on (deliveries|runs|work)");
        assertThat(came).contains("Conflict Arbiter Indexes: deliveries_pkey");
        assertThat(List.of(came, over))
                .allSatisfy(plan -> assertThat(plan)
                        .as("no row is compared with each other row of the batch")
                        .doesNotContain("Join Filter"));
        assertThat(over).as(over).doesNotContainPattern("Seq Scan on (runs|run_steps|work|rule_figures)");
        assertThat(over)
                .containsPattern(
                        "using work_pkey on work w[^\\n]*\\n\\s+Index Cond: \\(\\(observatory_id = t.*\\) AND \\(id = t.*\\)\\)")
                .containsPattern(
                        "using runs_pkey on runs r[^\\n]*\\n\\s+Index Cond: \\(\\(observatory_id = .*\\) AND \\(id = .*\\)\\)")
                .contains("Conflict Arbiter Indexes: run_steps_pkey")
                .contains("Conflict Arbiter Indexes: rule_figures_pkey");
    }
}
