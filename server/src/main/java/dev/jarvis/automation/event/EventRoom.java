package dev.jarvis.automation.event;

import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventRoom {
    @Bean
    Routes eventRoutes() {
        return Routes.of(
                Route.get("/api/events").by(Permission.READ, "events"),
                Route.get("/api/events/types").by(Permission.READ, "events"),
                Route.get("/api/events/{id}").by(Permission.READ, "events"));
    }
}
