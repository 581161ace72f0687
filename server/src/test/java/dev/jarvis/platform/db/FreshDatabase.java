package dev.jarvis.platform.db;

import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Gives a Spring test a database of its own.
 *
 * <pre>{@code
 * @SpringBootTest(webEnvironment = RANDOM_PORT)
 * @ContextConfiguration(initializers = FreshDatabase.class)
 * }</pre>
 */
public final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase database = TestDatabase.fresh();
        String data = TestFolders.reachable().toString();
        TestPropertyValues.of(Map.of("JARVIS_DATABASE_URL", database.url(), "JARVIS_DATA", data))
                .applyTo(context);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                // The pools are still open here; the copy is dropped from under them, which a closing context allows.
                database.close();
            }
        });
    }
}
