package dev.jarvis.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a child of ours knows of its surroundings: nothing of the installation that we stand in. A demo that took the
 * settings of that one would send its real refresh tokens to the stand-ins.
 */
final class Surroundings {
    private static final List<String> ITS_OWN = List.of("JARVIS_", "TWITTER_", "GMAIL_");

    /** With which Java it runs, which is nobody's data. */
    private static final Set<String> KEPT = Set.of("JARVIS_JAVA_HOME", "JARVIS_JAVA_OPTS");

    /** Read by the launcher in place of the {@code .env} beside it, and empty. */
    private static final Map<String, String> NO_FILE = Map.of("JARVIS_SETTINGS", "/dev/null");

    private Surroundings() {}

    /** @param environment of the process that is to be started; afterwards as it was but for these settings */
    static void arrange(Map<String, String> environment, Map<String, String> settings) {
        environment.keySet().removeIf(Surroundings::isItsOwn);
        environment.putAll(NO_FILE);
        environment.putAll(settings);
    }

    private static boolean isItsOwn(String name) {
        return !KEPT.contains(name) && ITS_OWN.stream().anyMatch(name::startsWith);
    }
}
