package dev.jarvis.observatory.key;

import dev.jarvis.observatory.Routes;
import dev.jarvis.platform.db.LastUses;
import dev.jarvis.platform.db.TenantTransactions;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class KeyRoom {
    @Bean
    ApiKeys apiKeys(
            TenantTransactions db,
            JdbcClient jdbc,
            LastUses uses,
            ApplicationEventPublisher news,
            ObjectProvider<Routes> routes) {
        return new ApiKeys(db, jdbc, uses, news, () -> firstWords(routes));
    }

    private static Set<String> firstWords(ObjectProvider<Routes> routes) {
        return routes.stream()
                .flatMap(room -> room.rows().stream())
                .map(route -> route.scope().split(":", 2)[0])
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
