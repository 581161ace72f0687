package dev.jarvis.integration.oauth;

import dev.jarvis.integration.ConnectionChanges;
import dev.jarvis.integration.CredentialStore;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.work.Duty;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class OAuthRoom {
    /** Longer than the 120 s a token call may take, with time before and after it. */
    static final Duration REFRESH_LEASE = Duration.ofSeconds(180);

    @Bean
    TokenKeeper tokenKeeper(
            CredentialStore store, ConnectionChanges changes, TenantTransactions transactions, JdbcClient jdbc) {
        String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        RefreshLeases leases = new RefreshLeases(transactions, jdbc, owner, REFRESH_LEASE);
        return new TokenKeeper(new RefreshSteps(store, leases, changes, transactions), InstantSource.system());
    }

    @Bean
    Duty refreshAhead(TenantTransactions transactions, JdbcClient jdbc, IntegrationManager manager) {
        return new Duty("refresh-ahead", RefreshAhead.EVERY, new RefreshAhead(transactions, jdbc, manager)::round);
    }
}
