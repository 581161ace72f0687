package dev.jarvis.approval;

import dev.jarvis.activity.ActivityErased;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Words erased from the log are erased from the request that asked for the act, and from what people made of it. One that still
 * waits needs them; once it is decided they can be erased again.
 */
record ErasedRequests(JdbcClient jdbc) {
    @EventListener
    void erase(ActivityErased erased) {
        jdbc.sql("""
                        with decided as (
                            update approval_requests set title = '', reasoning = '', payload = '{}', response_reason = null,
                                proposed_action = proposed_action || '{"input": {}}', confidence_factors = '[]',
                                original = case when original is null then null else '{}' end
                            where observatory_id = ? and call_id = ? and state <> 'pending'
                            returning observatory_id, id)
                        update approval_edits e set before = '{}', after = '{}'
                        from decided d where e.observatory_id = d.observatory_id and e.request_id = d.id
                        """).params(erased.observatory().value(), erased.call()).update();
    }
}
