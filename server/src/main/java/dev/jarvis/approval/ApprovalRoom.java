package dev.jarvis.approval;

import dev.jarvis.activity.ActivityLog;
import dev.jarvis.integration.ActionRunner;
import dev.jarvis.integration.Calls;
import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.Routes;
import dev.jarvis.platform.db.TenantTransactions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ApprovalRoom {
    /** 25 MB of attachments as base64, and the text around them. */
    private static final long ACTION_BYTES = 40_000_000;

    @Bean
    Approvals approvals(ActionRunner runner, TenantTransactions db, Calls calls, ActivityLog log) {
        return new Approvals(new Policy(), runner, new Refusals(db, calls, log, InstantSource.system()));
    }

    @Bean
    Routes approvalRoutes() {
        return Routes.of(
                Route.post("/api/{platform}/{action}")
                        .by(Permission.ACT, "actions:{platform}/{action}")
                        .withBodyUpTo(ACTION_BYTES),
                Route.get("/api/calls/{id}").by(Permission.READ, "calls"));
    }

    @Bean
    ActionInput actionInput(JsonMapper json) {
        return new ActionInput(json);
    }

    @Bean
    IdempotencyKeys idempotencyKeys(TenantTransactions db, JdbcClient jdbc) {
        return new IdempotencyKeys(db, jdbc);
    }
}
