package dev.jarvis.platform.http;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EgressSettings.class)
class HttpRoom {
    /** These two print every header and body, tokens included; no log level of an operator may wake them. */
    private static final List<String> TALKATIVE =
            List.of("org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.headers");

    @Bean
    SystemNames names() {
        return new SystemNames();
    }

    @Bean
    EgressGuard egressGuard(EgressSettings settings, Names names) {
        return new EgressGuard(settings.ranges(), names);
    }

    @Bean
    OutgoingHttp outgoingHttp(EgressGuard guard, EgressSettings settings) throws NoSuchAlgorithmException {
        LoggingSystem logging = LoggingSystem.get(HttpRoom.class.getClassLoader());
        TALKATIVE.forEach(name -> logging.setLogLevel(name, LogLevel.OFF));
        return new OutgoingHttp(
                Connections.client(guard, SSLContext.getDefault()),
                Patience.USUAL,
                new Breakers(settings.breakerAfter(), Breakers.PAUSE));
    }
}
