package dev.jarvis.integration.oauth;

import dev.jarvis.activity.LiveEvents;
import dev.jarvis.integration.Catalogue;
import dev.jarvis.integration.ConnectionChanges;
import dev.jarvis.integration.ConnectionLog;
import dev.jarvis.integration.CredentialStore;
import dev.jarvis.integration.IntegrationManager;
import dev.jarvis.integration.Orphans;
import dev.jarvis.integration.RedirectUris;
import dev.jarvis.integration.Surroundings;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.Routes;
import dev.jarvis.observatory.Users;
import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.purge.Expiring;
import dev.jarvis.platform.web.PublicUrl;
import dev.jarvis.platform.work.Duty;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

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

    @Bean
    ConnectSessions connectSessions(
            TenantTransactions transactions,
            TenantReads reads,
            JdbcClient jdbc,
            Notices notices,
            JsonMapper json,
            ConnectionLog log) {
        return new ConnectSessions(transactions, reads, jdbc, notices, json, log);
    }

    @Bean
    ConnectNews connectNews(LiveEvents live, Notices notices) {
        return new ConnectNews(live, notices);
    }

    @Bean
    ConnectFlow connectFlow(
            Catalogue catalogue,
            IntegrationManager manager,
            Surroundings around,
            ConnectSessions sessions,
            Observatories observatories,
            RedirectUris redirects,
            PublicUrl publicUrl,
            Vault vault) {
        return new ConnectFlow(catalogue, manager, around, sessions, observatories, redirects, publicUrl, vault);
    }

    @Bean
    Starters starters(TenantTransactions transactions, Users users) {
        return new Starters(transactions, users);
    }

    @Bean
    ConnectReturn connectReturn(
            Catalogue catalogue,
            IntegrationManager manager,
            Surroundings around,
            ConnectSessions sessions,
            ConnectFlow flow,
            Starters starters,
            Vault vault) {
        return new ConnectReturn(catalogue, manager, around, sessions, flow, starters, vault);
    }

    @Bean
    OAuthDoctor oauthDoctor(
            IntegrationManager manager,
            Catalogue catalogue,
            Surroundings around,
            Orphans orphans,
            RedirectUris redirects) {
        return new OAuthDoctor(manager, catalogue, around, orphans, redirects);
    }

    @Bean
    BrowserSecret browserSecret(PublicUrl publicUrl) {
        return new BrowserSecret(publicUrl);
    }

    @Bean
    Routes oauthRoutes() {
        return OAuthRoutes.rows();
    }

    @Bean
    Expiring oldConnectSessions() {
        return Expiring.ofObservatories("connect_sessions", "expires_at < now() - interval '1 day'");
    }
}
