package dev.jarvis.platform.web;

import dev.jarvis.platform.problem.ProblemValve;
import java.time.Duration;
import java.time.Instant;
import org.apache.catalina.Container;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class WebRoom {
    /**
     * Of the heap, for one connection with a request under way: its buffers, which Tomcat keeps with it, and what answering
     * takes. 1,000 of them held 110 MB; with 2,000 allowed, 1,900 that posted without a pause ended a server of 256 MB.
     */
    private static final int CONNECTION_BYTES = 320 << 10;

    @Bean
    Reach reach(Environment environment) {
        String bind = environment.getProperty("server.address", "127.0.0.1");
        return Reach.of(bind, name -> environment.getProperty(name, ""), Instant.now());
    }

    @Bean
    LocalDoor localDoor(Reach reach) {
        return new LocalDoor(reach.needsLocalDoor());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> waysIn(Reach reach, LocalDoor localDoor) {
        return factory -> {
            factory.addEngineValves(new PartingValve(), new ForwardedValve(reach));
            factory.addAdditionalConnectors(localDoor.connectors());
            factory.addConnectorCustomizers(WebRoom::bound);
            Certificate certificate = reach.certificate();
            if (certificate != null) factory.setSsl(certificate.ssl());
        };
    }

    /** More wait in the queue of the system. */
    private static void bound(Connector connector) {
        long most = Runtime.getRuntime().maxMemory() / CONNECTION_BYTES;
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol)
            protocol.setMaxConnections((int) Math.clamp(most, 100, 10_000));
    }

    @Bean
    PublicUrl publicUrl(Environment environment, Reach reach) {
        return new PublicUrl(environment, reach.encrypted());
    }

    @Bean
    Linger linger(Environment environment) {
        return new Linger(
                Binder.get(environment).bind("jarvis.linger", Duration.class).orElse(Duration.ZERO));
    }

    @Bean
    Pages pages() {
        return new Pages();
    }

    @Bean
    FilterRegistrationBean<Threshold> threshold(PublicUrl publicUrl) {
        FilterRegistrationBean<Threshold> registration =
                new FilterRegistrationBean<>(new Threshold(publicUrl, BodyBudget.ofTheHeap()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Without error pages the container reports by its valve, which speaks our language. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTheContainer() {
        TomcatContextCustomizer reports = context -> {
            Container host = context.getParent();
            if (host instanceof StandardHost standard) standard.setErrorReportValveClass(ProblemValve.class.getName());
        };
        return factory -> factory.addContextCustomizers(reports);
    }
}
