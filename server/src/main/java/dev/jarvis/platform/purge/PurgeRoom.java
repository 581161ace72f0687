package dev.jarvis.platform.purge;

import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.work.Duty;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class PurgeRoom {
    @Bean
    Purge purge(ObjectProvider<Expiring> tables, TenantTransactions db, JdbcClient jdbc) {
        return new Purge(tables.stream().toList(), db, jdbc);
    }

    @Bean
    Duty purging(Purge purge) {
        return new Duty("purge", Duration.ofHours(1), purge::round);
    }
}
