package dev.jarvis.integration.upload;

import static dev.jarvis.observatory.Route.delete;
import static dev.jarvis.observatory.Route.get;
import static dev.jarvis.observatory.Route.post;

import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Routes;
import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.purge.Expiring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class UploadRoom {
    private static final String SCOPE = "uploads";

    @Bean
    Uploads uploads(TenantTransactions db, JdbcClient jdbc, Vault vault) {
        return new Uploads(db, jdbc, vault);
    }

    @Bean
    Expiring oldUploads() {
        return Expiring.ofObservatories("uploads", "expires_at < now()");
    }

    @Bean
    Routes uploadRoutes() {
        return Routes.of(
                post("/api/uploads").by(Permission.ACT, SCOPE).withBodyUpTo(Uploads.MOST),
                get("/api/uploads/{id}").by(Permission.ACT, SCOPE),
                delete("/api/uploads/{id}").by(Permission.ACT, SCOPE));
    }
}
