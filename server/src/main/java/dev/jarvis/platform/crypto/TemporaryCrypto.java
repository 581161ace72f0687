package dev.jarvis.platform.crypto;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TemporaryCrypto {
    @Bean
    Passwords passwords() {
        return new Passwords();
    }
}
