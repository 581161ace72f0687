package dev.jarvis.platform.db;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Has a server that the launcher started write its log to {@code <data>/logs/jarvis.log}, too, where PostgreSQL's lies.
 * Runs before there is a bean, because logging begins then. A setting {@code logging.file.name} wins.
 */
final class LogFile implements EnvironmentPostProcessor {
    private static final String SETTING = "logging.file.name";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String home = environment.getProperty("jarvis.home");
        if (home == null || environment.containsProperty(SETTING) || isBrief(environment)) return;
        try {
            DataDirectory data = DataDirectory.choose(
                    environment.getProperty("JARVIS_DATA"), environment.getProperty("JARVIS_DATA_NAME"), Path.of(home));
            data.make();
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "log-file",
                            Map.of(SETTING, data.logs().resolve("jarvis.log").toString())));
        } catch (DatabaseFailure | IOException e) {
            // The room of the database says it a moment later, with what to do.
            return;
        }
    }

    /** A rehearsal, and the server of a single command. */
    private static boolean isBrief(ConfigurableEnvironment environment) {
        return Rehearsal.isOn(environment) || environment.getProperty("jarvis.quiet", Boolean.class, false);
    }
}
