package dev.jarvis.observatory.setup;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.Users;
import dev.jarvis.observatory.session.Links;
import dev.jarvis.platform.crypto.Passwords;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.web.PublicUrl;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SetupRoom {
    @Bean
    Setup setup(
            TenantTransactions db,
            JdbcClient jdbc,
            Users users,
            Observatories observatories,
            Links links,
            Passwords passwords,
            ApplicationEventPublisher news) {
        return new Setup(db, jdbc, users, observatories, links, passwords, news);
    }

    @Bean
    Welcome welcome(Setup setup, PublicUrl publicUrl, Environment environment) {
        return new Welcome(setup, publicUrl, environment);
    }
}
