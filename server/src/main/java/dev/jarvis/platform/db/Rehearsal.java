package dev.jarvis.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * A start for the JVM to learn from: on data that are thrown away, and over as soon as it would serve. Spring's own
 * {@code spring.context.exit=onRefresh} halts the JVM before the web server starts and leaves the data behind.
 *
 * <p>Always there, because what beans there are is decided when the server is built; it does nothing in a real start.
 */
@Component
final class Rehearsal {
    static final String SETTING = "jarvis.rehearsal";

    private final ConfigurableApplicationContext context;
    private final DataDirectory data;

    Rehearsal(ConfigurableApplicationContext context, DataDirectory data) {
        this.context = context;
        this.data = data;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready() {
        if (!isOn(context.getEnvironment())) return;
        // Not on this thread: Spring still has to finish with a context that is open.
        Thread.ofPlatform().name("rehearsal-end").start(this::end);
    }

    static boolean isOn(Environment environment) {
        return environment.getProperty(SETTING, Boolean.class, false);
    }

    private void end() {
        context.close();
        try {
            Folders.delete(data.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
