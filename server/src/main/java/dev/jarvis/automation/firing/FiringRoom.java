package dev.jarvis.automation.firing;

import dev.jarvis.activity.ActivityLog;
import dev.jarvis.activity.LiveRows;
import dev.jarvis.automation.definition.Rules;
import dev.jarvis.automation.run.Runs;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.Routes;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.work.Duty;
import dev.jarvis.platform.work.TaskHandler;
import dev.jarvis.platform.work.WorkQueue;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class FiringRoom {
    @Bean
    Routes firingRoutes() {
        return Routes.of(
                Route.get("/api/rules/{id}/occurrences").by(Permission.READ, "rules"),
                Route.post("/api/events/{id}/replay").by(Permission.ACT, "events"));
    }

    @Bean
    Engine firingEngine(Runs runs, JdbcClient jdbc) {
        return new RunsEngine(runs, jdbc);
    }

    @Bean
    ScheduleTable scheduleTable(JdbcClient jdbc) {
        return new ScheduleTable(jdbc);
    }

    @Bean
    Schedules schedules(ScheduleTable table, WorkQueue queue) {
        return new Schedules(table, queue, table::now);
    }

    @Bean
    TaskHandler scheduleTasks(TenantTransactions db, ScheduleTable table, Rules rules, Engine engine, ActivityLog log) {
        return new ScheduleTasks(db, table, rules, engine, new ScheduleLog(log), table::now);
    }

    @Bean
    Events events(Rules rules, Engine engine, ActivityLog log, JsonMapper json) {
        return new Events(rules, engine, log, json, InstantSource.system());
    }

    @Bean
    EventFollower eventFollower(TenantTransactions db, JdbcClient jdbc, LiveRows log, Events events) {
        return new EventFollower(db, new EventCursors(jdbc), log, events);
    }

    @Bean
    OccurrencePurge occurrencePurge(Observatories observatories, TenantTransactions db, JdbcClient jdbc) {
        return new OccurrencePurge(observatories, db, jdbc);
    }

    @Bean
    Duty purgeOccurrences(OccurrencePurge purge) {
        return new Duty("purge-occurrences", Duration.ofHours(1), purge::round);
    }

    @Bean
    Duty followEvents(EventFollower follower) {
        return new Duty("follow-events", Duration.ofSeconds(1), follower::follow);
    }
}
