package dev.jarvis.observatory.key;

import dev.jarvis.platform.db.LastUses;
import dev.jarvis.platform.db.TenantTransactions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class KeyRoom {
    @Bean
    ApiKeys apiKeys(TenantTransactions db, JdbcClient jdbc, LastUses uses, ApplicationEventPublisher news) {
        return new ApiKeys(db, jdbc, uses, news);
    }
}
