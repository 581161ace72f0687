package dev.jarvis.approval.proxy;

import dev.jarvis.observatory.Permission;
import dev.jarvis.observatory.Route;
import dev.jarvis.observatory.Routes;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProxyRoom {
    /** Read whole before it is decided. */
    private static final long MOST = 10_000_000;

    @Bean
    Routes proxyRoutes() {
        return new Routes(Stream.of(
                        Route.get(ProxyController.PATTERN),
                        Route.post(ProxyController.PATTERN),
                        Route.put(ProxyController.PATTERN),
                        Route.patch(ProxyController.PATTERN),
                        Route.delete(ProxyController.PATTERN))
                .map(open -> open.by(Permission.ACT, "proxy").withBodyUpTo(MOST))
                .toList());
    }
}
