package dev.jarvis.testing;

import dev.jarvis.sandbox.Credentials;
import dev.jarvis.sandbox.Endpoints;
import dev.jarvis.sandbox.Sandbox;
import dev.jarvis.sandbox.SandboxOptions;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Points the server under test at stand-in platforms of its own, and lets nothing else out.
 *
 * <pre>{@code
 * @ServerTest
 * @ContextConfiguration(initializers = {FreshDatabase.class, Platforms.class})
 * }</pre>
 */
public final class Platforms implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
        context.getBeanFactory().registerSingleton("sandbox", sandbox);
        TestPropertyValues.of(settings(sandbox)).applyTo(context);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) sandbox.close();
        });
    }

    private static Map<String, String> settings(Sandbox sandbox) {
        Endpoints at = sandbox.endpoints();
        Map<String, String> settings = new HashMap<>();
        settings.put("jarvis.egress.allow", "127.0.0.1:" + sandbox.baseUri().getPort());
        point(settings, "twitter", at.xApi(), at.xAuthorization(), at.xToken(), at.xRevocation());
        point(settings, "gmail", at.gmailApi(), at.googleAuthorization(), at.googleToken(), at.googleRevocation());
        settings.put(
                "jarvis.connectors.gmail.endpoints.issuer", sandbox.google().issuer());
        settings.put("TWITTER_CLIENT_ID", Credentials.X_CLIENT_ID);
        settings.put("TWITTER_CLIENT_SECRET", Credentials.X_CLIENT_SECRET);
        settings.put("GMAIL_CLIENT_ID", Credentials.GOOGLE_CLIENT_ID);
        settings.put("GMAIL_CLIENT_SECRET", Credentials.GOOGLE_CLIENT_SECRET);
        return settings;
    }

    private static void point(
            Map<String, String> settings,
            String platform,
            String api,
            String authorization,
            String token,
            String revocation) {
        String prefix = "jarvis.connectors." + platform + ".endpoints.";
        settings.put(prefix + "api", api);
        settings.put(prefix + "authorization", authorization);
        settings.put(prefix + "token", token);
        settings.put(prefix + "revocation", revocation);
    }
}
