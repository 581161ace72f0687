package dev.jarvis.observatory.session;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.Visitors;
import dev.jarvis.platform.crypto.Passwords;
import dev.jarvis.platform.db.TenantTransactions;
import dev.jarvis.platform.purge.Expiring;
import dev.jarvis.platform.web.PublicUrl;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SessionRoom {
    @Bean
    Sessions sessions(TenantTransactions db, JdbcClient jdbc) {
        return new Sessions(db, jdbc);
    }

    @Bean
    SessionCookie sessionCookie(PublicUrl publicUrl) {
        return new SessionCookie(publicUrl);
    }

    @Bean
    Devices devices(TenantTransactions db, JdbcClient jdbc, PublicUrl publicUrl) {
        return new Devices(db, jdbc, new KeptCookie("jarvis-device", Duration.ofDays(400), publicUrl));
    }

    @Bean
    Entry entry(Sessions sessions, SessionCookie cookie, Devices devices) {
        return new Entry(sessions, cookie, devices);
    }

    @Bean
    Visitors visitors(Sessions sessions, SessionCookie cookie) {
        return request -> cookie.in(request).flatMap(sessions::find);
    }

    @Bean
    Mirror mirror(Observatories observatories) {
        return new Mirror(observatories);
    }

    @Bean
    Links links(JdbcClient jdbc) {
        return new Links(jdbc);
    }

    @Bean
    SignIn signIn(TenantTransactions db, JdbcClient jdbc, Passwords passwords, Devices devices) {
        return new SignIn(db, jdbc, passwords, new Guesses(db, jdbc), devices);
    }

    @Bean
    Expiring oldSessions() {
        return Expiring.global("sessions", "expires_at < now() or last_seen_at < now() - interval '7 days'");
    }

    @Bean
    Expiring oldLinks() {
        return Expiring.global("one_time_links", "expires_at < now() - interval '1 day'");
    }

    @Bean
    Expiring oldGuesses() {
        return Expiring.global("guesses", "window_start < now() - interval '1 day'");
    }

    @Bean
    Expiring oldDevices() {
        return Expiring.global("known_devices", "last_used_at < now() - interval '400 days'");
    }
}
