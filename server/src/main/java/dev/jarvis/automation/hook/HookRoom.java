package dev.jarvis.automation.hook;

import dev.jarvis.activity.ActivityLog;
import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.Routes;
import dev.jarvis.platform.crypto.Purpose;
import dev.jarvis.platform.crypto.SealedColumn;
import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.web.PublicUrl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class HookRoom {
    @Bean
    Hooks hooks(
            TenantTransactions db,
            JdbcClient jdbc,
            Vault vault,
            Notices notices,
            ActivityLog log,
            PublicUrl publicUrl,
            JsonMapper json) {
        return new Hooks(db, jdbc, vault, notices, log, publicUrl, json);
    }

    @Bean
    Deliveries deliveries(Hooks hooks, TenantReads reads, JsonMapper json) {
        return new Deliveries(hooks, reads, json);
    }

    @Bean
    Routes hookRoutes() {
        return Routes.of(
                Route.get("/api/hooks").by(Permission.READ, "hooks"),
                Route.post("/api/hooks").by(Permission.ADMINISTER, "hooks"),
                Route.post("/api/hooks/{id}/secret").by(Permission.ADMINISTER, "hooks"),
                Route.delete("/api/hooks/{id}").by(Permission.ADMINISTER, "hooks"),
                Route.get("/api/hooks/{id}/deliveries").by(Permission.READ, "hooks"),
                Route.get("/api/hooks/{id}/deliveries/{delivery}").by(Permission.READ, "hooks"),
                Route.post("/hooks/webhook/{id}").byAnyone());
    }

    @Bean
    SealedColumn sealedHookSecrets() {
        return new SealedColumn(Purpose.WEBHOOK_SECRET, "hooks", "secret", "secret_version");
    }

    @Bean
    SealedColumn sealedFormerHookSecrets() {
        return new SealedColumn(Purpose.WEBHOOK_SECRET, "hooks", "former_secret", "former_version");
    }
}
