package dev.jarvis.observatory;

import dev.jarvis.platform.crypto.Vault;
import dev.jarvis.platform.db.TenantReads;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.purge.Expiring;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ObservatoryRoom {
    @Bean
    Users users(JdbcClient jdbc) {
        return new Users(jdbc);
    }

    @Bean
    Observatories observatories(
            TenantTransactions db,
            TenantReads reads,
            JdbcClient jdbc,
            JsonMapper json,
            Vault vault,
            Users users,
            KeptLogs logs,
            ApplicationEventPublisher news) {
        return new Observatories(db, reads, jdbc, json, vault, users, logs, news);
    }

    @Bean
    KeptLogs keptLogs(TenantTransactions db, TenantReads reads, JdbcClient jdbc) {
        return new KeptLogs(db, reads, jdbc);
    }

    @Bean
    PersonalNews personalNews(
            TenantTransactions db, Users users, Observatories observatories, ApplicationEventPublisher news) {
        return new PersonalNews(db, users, observatories, news);
    }

    @Bean
    Standing standing(TenantReads reads) {
        return new Standing(reads);
    }

    @Bean
    Members members(
            TenantTransactions db, JdbcClient jdbc, Observatories observatories, ApplicationEventPublisher news) {
        return new Members(db, jdbc, observatories, news);
    }

    @Bean
    Invitations invitations(TenantTransactions db, JdbcClient jdbc, ApplicationEventPublisher news) {
        return new Invitations(db, jdbc, news);
    }

    @Bean
    Expiring oldInvitations() {
        return Expiring.ofObservatories(
                "invitations", "coalesce(accepted_at, revoked_at, expires_at) < now() - interval '90 days'");
    }
}
