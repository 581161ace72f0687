package dev.jarvis.observatory.passkey;

import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.purge.Expiring;
import dev.jarvis.platform.web.PublicUrl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class PasskeyRoom {
    @Bean
    Passkeys passkeys(TenantTransactions db, JdbcClient jdbc) {
        return new Passkeys(db, jdbc);
    }

    @Bean
    Ceremony ceremony(Passkeys passkeys, TenantTransactions db, JdbcClient jdbc, PublicUrl publicUrl) {
        return new Ceremony(passkeys, new Challenges(db, jdbc), publicUrl);
    }

    @Bean
    Expiring oldChallenges() {
        return Expiring.global("passkey_challenges", "expires_at < now()");
    }
}
