package dev.jarvis.platform.db;

import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Gives a Spring test a database of its own.
 *
 * <pre>{@code
 * @SpringBootTest(webEnvironment = RANDOM_PORT)
 * @ContextConfiguration(initializers = FreshDatabase.class)
 * }</pre>
 *
 * <p>The {@link TestDatabase} is a bean, for looking behind the scenes.
 */
public final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase database = TestDatabase.fresh();
        context.getBeanFactory().registerSingleton("testDatabase", database);
        String data = TestFolders.reachable().toString();
        TestPropertyValues.of(Map.of("JARVIS_DATABASE_URL", database.url(), "JARVIS_DATA", data))
                .applyTo(context);
        // Registered before any bean, so closed after all of them: pools and workers end in good order.
        ((DefaultListableBeanFactory) context.getBeanFactory())
                .registerDisposableBean("freshDatabase", database::close);
    }
}
