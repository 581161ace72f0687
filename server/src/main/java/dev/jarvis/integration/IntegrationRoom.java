package dev.jarvis.integration;

import dev.jarvis.activity.ActivityLog;
import dev.jarvis.integration.limits.Governor;
import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.Routes;
import dev.jarvis.platform.crypto.Purpose;
import dev.jarvis.platform.crypto.SealedColumn;
import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.platform.db.Notices;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.http.EgressGuard;
import dev.jarvis.platform.web.PublicUrl;
import dev.jarvis.sdk.Connector;
import dev.jarvis.sdk.Http;
import java.time.InstantSource;
import java.util.ServiceLoader;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectorSettings.class)
class IntegrationRoom {
    @Bean
    Catalogue catalogue() {
        return new Catalogue();
    }

    @Bean
    StoredIntegrations storedIntegrations(
            TenantReads reads, JdbcClient jdbc, Notices notices, JsonMapper json, Catalogue catalogue) {
        return new StoredIntegrations(reads, jdbc, notices, json, catalogue);
    }

    @Bean
    CredentialStore credentialStore(StoredIntegrations integrations, Vault vault, JsonMapper json) {
        return new CredentialStore(integrations, vault, json);
    }

    @Bean
    SealedColumn sealedCredentials() {
        return new SealedColumn(Purpose.INTEGRATION_CREDENTIALS, "integrations", "credentials", "credential_version");
    }

    @Bean
    SealedColumn sealedClientSecrets() {
        return new SealedColumn(Purpose.OAUTH_CLIENT_SECRET, "oauth_apps", "client_secret", "secret_version");
    }

    @Bean
    OAuthApps oauthApps(
            TenantReads reads,
            TenantTransactions transactions,
            JdbcClient jdbc,
            Vault vault,
            Environment environment,
            ConnectionLog log) {
        return new OAuthApps(reads, transactions, jdbc, vault, environment, log);
    }

    @Bean
    Surroundings surroundings(ConnectorSettings settings, Http http, OAuthApps apps, Governor governor) {
        return new Surroundings(settings, http, apps, governor, InstantSource.system());
    }

    @Bean
    Orphans orphans(StoredIntegrations integrations, CredentialStore credentials, OAuthApps apps) {
        return new Orphans(integrations, credentials, apps);
    }

    @Bean
    ConnectionLog connectionLog(ActivityLog log) {
        return new ConnectionLog(log, InstantSource.system());
    }

    @Bean
    ConnectionChanges connectionChanges(
            TenantTransactions transactions,
            StoredIntegrations integrations,
            CredentialStore credentials,
            ConnectionLog log) {
        return new ConnectionChanges(transactions, integrations, credentials, log);
    }

    @Bean
    Instances instances(
            Catalogue catalogue,
            CredentialStore credentials,
            Surroundings around,
            FreshTokens tokens,
            ConnectionChanges changes) {
        return new Instances(catalogue, credentials, around, new Renewal(around, tokens), changes);
    }

    @Bean
    Choices choices(StoredIntegrations integrations, Notices notices) {
        Choices choices = new Choices(integrations);
        notices.on(StoredIntegrations.CHANGED, choices::heard);
        return choices;
    }

    @Bean
    IntegrationManager integrationManager(
            Catalogue catalogue,
            StoredIntegrations integrations,
            CredentialStore credentials,
            Choices choices,
            Instances instances,
            ConnectionChanges changes,
            TenantTransactions transactions,
            ConnectionLog log) {
        Checkups checkups = new Checkups(integrations, instances, changes, InstantSource.system());
        IntegrationManager manager = new IntegrationManager(
                catalogue, integrations, credentials, choices, instances, checkups, changes, transactions, log);
        ServiceLoader.load(Connector.class).forEach(manager::registerIntegration);
        return manager;
    }

    @Bean
    Farewell farewell(IntegrationManager manager) {
        return new Farewell(manager);
    }

    @Bean
    RedirectUris redirectUris(PublicUrl publicUrl) {
        return new RedirectUris(publicUrl);
    }

    @Bean
    Routes integrationRoutes() {
        return IntegrationRoutes.rows();
    }

    @Bean
    KeyConnections keyConnections(
            IntegrationManager manager,
            Environment environment,
            Observatories observatories,
            Surroundings around,
            EgressGuard guard) {
        return new KeyConnections(
                manager, new EnvironmentAccounts(environment, observatories), around, new OwnAddress(guard));
    }
}
