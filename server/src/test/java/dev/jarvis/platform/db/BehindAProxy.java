package dev.jarvis.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Gives a Spring test a database of its own behind a {@link DatabaseProxy}; a server silent for three seconds is gone, and
 * lanes wait four for another.
 */
public final class BehindAProxy implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static volatile @Nullable DatabaseProxy proxy;

    /** Of the server under test. */
    public static DatabaseProxy proxy() {
        return Objects.requireNonNull(proxy, "no server was started behind a proxy");
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase database = TestDatabase.fresh();
        DatabaseUrl url = DatabaseUrl.parse("test", database.url());
        DatabaseProxy between = before(url.port());
        proxy = between;
        String through = database.url().replace(":" + url.port() + "/", ":" + between.port() + "/");
        TestPropertyValues.of(Map.of(
                        "JARVIS_DATABASE_URL",
                        through + (through.contains("?") ? "&" : "?") + "socketTimeout=3",
                        "JARVIS_DATA",
                        TestFolders.reachable().toString(),
                        "jarvis.database.patience",
                        "4s"))
                .applyTo(context);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) database.close();
        });
    }

    private static DatabaseProxy before(int port) {
        try {
            return new DatabaseProxy(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
