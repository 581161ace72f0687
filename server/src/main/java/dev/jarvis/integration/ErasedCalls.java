package dev.jarvis.integration;

import dev.jarvis.activity.ActivityErased;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Words erased from the log are erased from the ledger with it. A call that is not settled yet still needs them. */
record ErasedCalls(JdbcClient jdbc) {
    @EventListener
    void erase(ActivityErased erased) {
        jdbc.sql("""
                        update calls set input = '{}', output = case when output is null then null else '{}'::jsonb end
                        where observatory_id = ? and id = ? and state in ('done', 'failed', 'refused')
                        """).params(erased.observatory().value(), erased.call()).update();
    }
}
