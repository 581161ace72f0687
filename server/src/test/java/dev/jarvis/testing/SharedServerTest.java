package dev.jarvis.testing;

import dev.jarvis.Jarvis;
import dev.jarvis.platform.db.FreshDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole server with a real database, one for all classes with this annotation: a start saved each. Take people and
 * observatories of your own from {@link World}. What needs an unused server takes {@link ServerTest}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Jarvis.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "jarvis.test.server=shared")
@ContextConfiguration(initializers = FreshDatabase.class)
public @interface SharedServerTest {}
