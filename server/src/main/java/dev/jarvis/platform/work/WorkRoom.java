package dev.jarvis.platform.work;

import dev.jarvis.platform.db.Lanes;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantTransactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class WorkRoom {
    /** Six looks of a living node; a dead one is followed within it. */
    static final Duration LEASE = Duration.ofSeconds(6);

    private static final int BATCH = 256;
    private static final int WAITING = 10_000;

    @Bean
    Duties duties(ObjectProvider<Duty> duties, TenantTransactions transactions, JdbcClient jdbc) {
        String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        return new Duties(duties.stream().toList(), new DutyLeases(transactions, jdbc, owner, LEASE));
    }

    @Bean
    ThisNode thisNode(@Qualifier("pipelineJdbc") JdbcClient pipeline) {
        return ThisNode.enter(pipeline, ThisNode.LEASE, InstantSource.system());
    }

    @Bean
    StandingMetrics standingMetrics(TenantTransactions transactions, JdbcClient jdbc, ThisNode node) {
        return new StandingMetrics(transactions, jdbc, node);
    }

    @Bean
    WorkQueue workQueue(JdbcClient jdbc, Notices notices) {
        return new WorkQueue(jdbc, notices);
    }

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc, WorkQueue queue, JsonMapper json) {
        return new DeadLetters(jdbc, queue, json);
    }

    @Bean(destroyMethod = "close")
    TaskEndings taskEndings(Lanes lanes, JsonMapper json) {
        return new TaskEndings(lanes.open("work", BATCH, WAITING, new Endings()), new Tries(json));
    }

    @Bean
    Workers workers(
            ThisNode node,
            @Qualifier("pipelineDataSource") DataSource pipeline,
            TaskEndings endings,
            ObjectProvider<TaskHandler> handlers,
            Notices notices,
            JsonMapper json) {
        Doing doing = new Doing(handlers.stream().toList(), endings, new Tries(json));
        return new Workers(node, new WorkTable(pipeline), doing, notices);
    }
}
