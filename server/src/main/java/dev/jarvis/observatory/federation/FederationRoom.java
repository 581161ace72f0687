package dev.jarvis.observatory.federation;

import dev.jarvis.observatory.PersonalNews;
import dev.jarvis.observatory.session.KeptCookie;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.http.OutgoingHttp;
import dev.jarvis.platform.web.PublicUrl;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class FederationRoom {
    @Bean
    @Nullable
    OidcProvider oidcProvider(Environment environment, OutgoingHttp http) {
        return OidcSettings.of(environment)
                .map(settings -> new OidcProvider(settings, http))
                .orElse(null);
    }

    @Bean
    @Nullable
    SupabaseTokens supabaseTokens(Environment environment, OutgoingHttp http) {
        return SupabaseTokens.of(environment, http).orElse(null);
    }

    @Bean
    SupabasePeople supabasePeople(ObjectProvider<SupabaseTokens> tokens, TenantTransactions db, JdbcClient jdbc) {
        return new SupabasePeople(Optional.ofNullable(tokens.getIfAvailable()), db, jdbc);
    }

    @Bean
    Vouched vouched(TenantTransactions db, JdbcClient jdbc, PersonalNews news) {
        return new Vouched(db, jdbc, news);
    }

    @Bean
    KeptCookie oidcAttempts(PublicUrl publicUrl) {
        return new KeptCookie("jarvis-oidc", Duration.ofMinutes(10), publicUrl);
    }
}
