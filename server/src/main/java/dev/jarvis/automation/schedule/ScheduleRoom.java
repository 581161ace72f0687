package dev.jarvis.automation.schedule;

import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScheduleRoom {
    @Bean
    Routes scheduleRoutes() {
        return Routes.of(Route.get("/api/schedules/preview").by(Permission.READ, "rules"));
    }
}
