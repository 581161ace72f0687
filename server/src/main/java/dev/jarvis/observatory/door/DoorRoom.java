package dev.jarvis.observatory.door;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.Routes;
import dev.jarvis.observatory.console.ConsoleToken;
import dev.jarvis.observatory.federation.SupabasePeople;
import dev.jarvis.observatory.key.ApiKeys;
import dev.jarvis.observatory.session.SessionCookie;
import dev.jarvis.observatory.session.Sessions;
import dev.jarvis.platform.web.PublicUrl;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class DoorRoom {
    @Bean
    Routes observatoryRoutes() {
        return ObservatoryRoutes.rows();
    }

    @Bean
    AuthorisationTable authorisationTable(ObjectProvider<Routes> rooms) {
        return new AuthorisationTable(rooms.stream().toList());
    }

    @Bean
    DoorKeeper doorKeeper(
            AuthorisationTable table,
            Sessions sessions,
            SessionCookie cookie,
            ApiKeys keys,
            SupabasePeople supabase,
            Observatories observatories,
            PublicUrl publicUrl,
            ConsoleToken console) {
        Callers callers = new Callers(sessions, cookie, keys, supabase, observatories);
        BrowserChecks browser = new BrowserChecks(publicUrl, InstantSource.system());
        return new DoorKeeper(table, callers, new Whereabouts(callers), browser, console);
    }

    @Bean
    WebMvcConfigurer door(DoorKeeper keeper) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(keeper);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new Admitted());
            }
        };
    }
}
