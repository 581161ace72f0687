package dev.jarvis.integration.limits;

import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantTransactions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitsRoom {
    @Bean
    Governor governor(TenantTransactions db, Notices notices) {
        return new Governor(db, notices, InstantSource.system());
    }
}
