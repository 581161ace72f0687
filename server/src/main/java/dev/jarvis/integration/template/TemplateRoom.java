package dev.jarvis.integration.template;

import static dev.jarvis.observatory.Route.delete;
import static dev.jarvis.observatory.Route.get;
import static dev.jarvis.observatory.Route.post;
import static dev.jarvis.observatory.Route.put;

import dev.jarvis.activity.ActivityLog;
import dev.jarvis.integration.InputPreparation;
import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Routes;
import dev.jarvis.platform.db.TenantTransactions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class TemplateRoom {
    private static final String SCOPE = "templates";
    private static final long MOST = 4 << 20;

    @Bean
    Templates templates(TenantTransactions db, JdbcClient jdbc, ActivityLog log) {
        return new Templates(db, jdbc, log, InstantSource.system());
    }

    @Bean
    InputPreparation filledTemplates(Templates templates) {
        return new FilledTemplates(templates);
    }

    @Bean
    Routes templateRoutes() {
        return Routes.of(
                get("/api/templates").by(Permission.READ, SCOPE),
                get("/api/templates/{id}").by(Permission.READ, SCOPE),
                post("/api/templates").by(Permission.ACT, SCOPE).withBodyUpTo(MOST),
                put("/api/templates/{id}").by(Permission.ACT, SCOPE).withBodyUpTo(MOST),
                delete("/api/templates/{id}").by(Permission.ACT, SCOPE));
    }
}
