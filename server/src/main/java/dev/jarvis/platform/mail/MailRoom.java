package dev.jarvis.platform.mail;

import dev.jarvis.platform.http.EgressGuard;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MailRoom {
    @Bean
    MailDoor mailDoor(
            @Value("${JARVIS_SMTP_URL:}") String url, @Value("${JARVIS_MAIL_FROM:}") String from, EgressGuard guard) {
        return new MailDoor(url.isBlank() ? null : SmtpSettings.of(url, from), guard);
    }
}
