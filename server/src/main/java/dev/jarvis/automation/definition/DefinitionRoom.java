package dev.jarvis.automation.definition;

import static dev.jarvis.observatory.Route.delete;
import static dev.jarvis.observatory.Route.get;
import static dev.jarvis.observatory.Route.patch;
import static dev.jarvis.observatory.Route.post;

import dev.jarvis.activity.ActivityLog;
import dev.jarvis.approval.ActionInput;
import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.Dependents;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Routes;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.TenantTransactions;
import java.time.InstantSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class DefinitionRoom {
    private static final String SCOPE = "rules";

    @Bean
    Routes ruleRoutes() {
        return Routes.of(
                get("/api/rules").by(Permission.READ, SCOPE),
                post("/api/rules").by(Permission.ACT, SCOPE),
                post("/api/rules/check").by(Permission.ACT, SCOPE),
                get("/api/rules/schema").by(Permission.READ, SCOPE),
                post("/api/rules/import").by(Permission.ACT, SCOPE),
                get("/api/rules/{id}").by(Permission.READ, SCOPE),
                patch("/api/rules/{id}").by(Permission.ACT, SCOPE),
                delete("/api/rules/{id}").by(Permission.ACT, SCOPE),
                post("/api/rules/{id}/enable").by(Permission.ACT, SCOPE),
                post("/api/rules/{id}/disable").by(Permission.ACT, SCOPE),
                get("/api/rules/{id}/versions").by(Permission.READ, SCOPE),
                get("/api/rules/{id}/versions/{version}").by(Permission.READ, SCOPE),
                get("/api/rules/{id}/differences").by(Permission.READ, SCOPE),
                get("/api/rules/{id}/export").by(Permission.READ, SCOPE));
    }

    @Bean
    RuleTable ruleTable(JdbcClient jdbc, JsonMapper json) {
        return new RuleTable(jdbc, json);
    }

    @Bean
    Rules rules(TenantReads reads, RuleTable table, Notices notices) {
        return new Rules(reads, table, notices);
    }

    @Bean
    Dependents dependents(Rules rules) {
        return rules::needs;
    }

    @Bean
    RuleDesk ruleDesk(
            TenantTransactions db,
            RuleTable table,
            Catalogue catalogue,
            IntegrationManager integrations,
            ActionInput inputs,
            KnownHooks hooks,
            RuleLog log) {
        ActChecks acts = new ActChecks(catalogue, integrations, inputs);
        return new RuleDesk(db, table, new Checks(new Shapes(catalogue), acts, hooks), log);
    }

    @Bean
    RuleLog ruleLog(ActivityLog log, ApplicationEventPublisher news, Notices notices) {
        return new RuleLog(log, news, notices, InstantSource.system());
    }

    @Bean
    RuleList ruleList(TenantReads reads, RuleTable table) {
        return new RuleList(reads, table);
    }

    @Bean
    RuleYaml ruleYaml(JsonMapper json) {
        return new RuleYaml(json);
    }
}
