package dev.jarvis.platform.web;

import dev.jarvis.platform.problem.ProblemValve;
import org.apache.catalina.Container;
import org.apache.catalina.core.StandardHost;
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
    @Bean
    PublicUrl publicUrl(Environment environment) {
        return new PublicUrl(environment);
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
