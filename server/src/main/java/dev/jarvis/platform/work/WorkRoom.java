package dev.jarvis.platform.work;

import dev.jarvis.platform.db.TenantTransactions;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class WorkRoom {
    /** Six looks of a living node; a dead one is followed within it. */
    static final Duration LEASE = Duration.ofSeconds(6);

    @Bean
    Duties duties(ObjectProvider<Duty> duties, TenantTransactions transactions, JdbcClient jdbc) {
        String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        return new Duties(duties.stream().toList(), new DutyLeases(transactions, jdbc, owner, LEASE));
    }
}
