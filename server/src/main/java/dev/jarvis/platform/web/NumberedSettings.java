package dev.jarvis.platform.web;

import dev.jarvis.platform.problem.SettingRefused;
import java.util.List;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Looks at ports and times before anything is made of them, so that a wrong one is refused by its own name. */
final class NumberedSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final List<String> PORTS = List.of("JARVIS_PORT", "JARVIS_MANAGEMENT_PORT", "JARVIS_DATABASE_PORT");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        check(context.getEnvironment());
    }

    /** @throws SettingRefused naming the first that is wrong */
    static void check(Environment environment) {
        for (String setting : PORTS) {
            String value = environment.getProperty(setting, "").strip();
            if (!value.isEmpty() && !isPort(value))
                throw new SettingRefused(
                        "%s is \"%s\", which is no port.".formatted(setting, value),
                        "Set it to a number from 1 to 65535, or to 0 for a free one.");
        }
        String linger = environment.getProperty("JARVIS_LINGER", "").strip();
        if (!linger.isEmpty() && !isTime(linger))
            throw new SettingRefused(
                    "JARVIS_LINGER is \"%s\", which is no time.".formatted(linger), "An example: 10s.");
    }

    private static boolean isPort(String value) {
        return value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65_535;
    }

    private static boolean isTime(String value) {
        try {
            return !DurationStyle.detectAndParse(value).isNegative();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
