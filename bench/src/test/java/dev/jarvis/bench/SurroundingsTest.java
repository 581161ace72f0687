package dev.jarvis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    @Test
    void keepsTheSettingsOfTheRealInstallationFromItsChildren() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH", "/bin",
                "JARVIS_JAVA_HOME", "/jdk",
                "JARVIS_DATA", "/real",
                "JARVIS_DATABASE_URL", "postgres://real",
                "JARVIS_MASTER_KEY", "real",
                "TWITTER_CLIENT_SECRET", "real",
                "GMAIL_CLIENT_ID", "real"));

        Surroundings.arrange(environment, Map.of("GMAIL_CLIENT_ID", "stand-in"));

        assertThat(environment)
                .containsOnly(
                        Map.entry("PATH", "/bin"),
                        Map.entry("JARVIS_JAVA_HOME", "/jdk"),
                        Map.entry("JARVIS_SETTINGS", "/dev/null"),
                        Map.entry("GMAIL_CLIENT_ID", "stand-in"));
    }
}
