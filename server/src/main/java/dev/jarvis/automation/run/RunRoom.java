package dev.jarvis.automation.run;

import dev.jarvis.activity.ActivityLog;
import dev.jarvis.approval.Approvals;
import dev.jarvis.approval.ProposedCalls;
import dev.jarvis.approval.SettledCalls;
import dev.jarvis.automation.definition.Rules;
import dev.jarvis.integration.Calls;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryEnding;
import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.Routes;
import dev.jarvis.platform.db.Lane;
import dev.jarvis.platform.db.Lanes;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.work.Duty;
import dev.jarvis.platform.work.TaskEndings;
import dev.jarvis.platform.work.TaskHandler;
import dev.jarvis.platform.work.ThisNode;
import dev.jarvis.platform.work.WorkQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RunRoom {
    private static final int BATCH = 256;
    private static final int WAITING = 5_000;

    @Bean
    About about(Observatories observatories) {
        return new About(observatories);
    }

    @Bean
    RunStore runStore(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher news) {
        return new RunStore(jdbc, json, news);
    }

    @Bean
    RunLog runLog(ActivityLog log) {
        return new RunLog(log, InstantSource.system());
    }

    @Bean
    Runs runs(RunStore store, WorkQueue queue, RunLog runLog, JdbcClient jdbc) {
        return new Runs(store, queue, runLog, jdbc);
    }

    @Bean(destroyMethod = "close")
    Lane<RunEntry, Boolean> runLane(Lanes lanes) {
        return lanes.open("runs", BATCH, WAITING, new RunBatch());
    }

    @Bean
    RunEngine runEngine(
            ProposedCalls proposals,
            Approvals approvals,
            Calls calls,
            Rules rules,
            About about,
            RunStore store,
            Lane<RunEntry, Boolean> runLane,
            WorkQueue queue,
            TaskEndings endings,
            RunLog runLog,
            TenantTransactions db) {
        Acts acts = new Acts(proposals, approvals, calls, db, InstantSource.system());
        return new RunEngine(
                new Scripts(), acts, rules, about, store, runLane, queue, endings, runLog, db, InstantSource.system());
    }

    @Bean
    TaskHandler runTasks(RunEngine engine, RunStore store, Rules rules, TenantTransactions db, JdbcClient jdbc) {
        return new RunTasks(engine, store, rules, new Turns(db, jdbc), db);
    }

    @Bean
    Intake intake(
            Lane<RunEntry, Boolean> runLane, RunEngine engine, ThisNode node, TenantReads reads, JsonMapper json) {
        return new Intake(runLane, engine, node, reads, json);
    }

    @Bean
    SettledCalls continueRuns(Runs runs, TenantTransactions db) {
        return call -> {
            UUID run = call.run();
            if (run != null) db.inObservatory(call.observatory().value(), () -> runs.wake(call.observatory(), run));
        };
    }

    @Bean
    RunHistory runHistory(TenantTransactions db, JdbcClient jdbc, RunStore store, JsonMapper json) {
        return new RunHistory(db, jdbc, store, json);
    }

    @Bean
    Replays replays(TenantTransactions db, RunStore store, Rules rules, WorkQueue queue, RunLog runLog) {
        return new Replays(db, store, rules, queue, runLog);
    }

    @Bean
    Trying trying(ProposedCalls proposals, Approvals approvals, Calls calls, TenantTransactions db, About about) {
        return new Trying(new Scripts(), new Acts(proposals, approvals, calls, db, InstantSource.system()), about);
    }

    @Bean
    ApplicationListener<PayloadApplicationEvent<ObservatoryEnding>> forgetRuns(JdbcClient jdbc) {
        return news -> {
            UUID observatory = news.getPayload().observatory().value();
            for (String table : List.of("work", "run_steps", "runs", "rule_figures", "deliveries", "hooks"))
                jdbc.sql("delete from " + table + " where observatory_id = ?")
                        .param(observatory)
                        .update();
        };
    }

    @Bean
    RunPurge runPurge(Observatories observatories, TenantTransactions db, JdbcClient jdbc) {
        return new RunPurge(observatories, db, jdbc);
    }

    @Bean
    Duty purgeRuns(RunPurge purge) {
        return new Duty("purge-runs", Duration.ofHours(1), purge::round);
    }

    @Bean
    Routes runRoutes() {
        return Routes.of(
                Route.get("/api/runs").by(Permission.READ, "runs"),
                Route.get("/api/runs/{id}").by(Permission.READ, "runs"),
                Route.post("/api/runs/{id}/replay").by(Permission.ACT, "runs"),
                Route.get("/api/rules/{id}/figures").by(Permission.READ, "rules"),
                Route.post("/api/rules/{id}/run").by(Permission.ACT, "rules"),
                Route.post("/api/rules/{id}/dry-run").by(Permission.ACT, "rules"),
                Route.get("/api/work/dead-letters").by(Permission.READ, "work"),
                Route.post("/api/work/dead-letters/{id}/replay").by(Permission.ACT, "work"));
    }
}
