package dev.jarvis.platform.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Settings that nobody reads: a misspelled name does nothing, and nobody is told. */
public final class SettingsExamination implements Examination {
    static final Set<String> KNOWN = Set.of(
            "JARVIS_BIND",
            "JARVIS_CHROME",
            "JARVIS_DATA",
            "JARVIS_DATA_NAME",
            "JARVIS_DATABASE_APP_URL",
            "JARVIS_DATABASE_PORT",
            "JARVIS_DATABASE_URL",
            "JARVIS_ENV_ACCOUNTS_FOR",
            "JARVIS_HOME",
            "JARVIS_JAVA_HOME",
            "JARVIS_JAVA_OPTS",
            "JARVIS_LINGER",
            "JARVIS_MAIL_FROM",
            "JARVIS_MANAGEMENT_PORT",
            "JARVIS_MASTER_KEY",
            "JARVIS_MASTER_KEY_FILE",
            "JARVIS_OIDC_CLIENT_ID",
            "JARVIS_OIDC_CLIENT_SECRET",
            "JARVIS_OIDC_ISSUER",
            "JARVIS_OIDC_NAME",
            "JARVIS_PORT",
            "JARVIS_PUBLIC_URL",
            "JARVIS_SETTINGS",
            "JARVIS_SMTP_URL",
            "JARVIS_SUPABASE_JWT_SECRET",
            "JARVIS_SUPABASE_URL",
            "JARVIS_TLS_CERT",
            "JARVIS_TLS_KEY",
            "JARVIS_TRUSTED_PROXIES",
            "JARVIS_VENDOR_APIS");

    /** Families whose names are made from others: {@code jarvis.connectors.twitter.endpoints.api} and its kind. */
    private static final List<String> FAMILIES =
            List.of("JARVIS_CONNECTORS_", "JARVIS_EGRESS_", "JARVIS_DATABASE_POOL");

    private static final int A_SLIP = 3;
    private final Map<String, String> environment;

    public SettingsExamination(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Advice> look() {
        List<String> set = environment.keySet().stream()
                .filter(name -> name.startsWith("JARVIS_"))
                .sorted()
                .toList();
        List<Advice> advice = new ArrayList<>();
        if (!set.isEmpty()) advice.add(Advice.fine("Settings", String.join(", ", set)));
        set.stream()
                .filter(name -> !isKnown(name))
                .map(SettingsExamination::unknown)
                .forEach(advice::add);
        return advice;
    }

    private static boolean isKnown(String name) {
        return KNOWN.contains(name) || FAMILIES.stream().anyMatch(name::startsWith);
    }

    private static Advice unknown(String name) {
        String nearest = KNOWN.stream()
                .min(Comparator.comparingInt(known -> distance(name, known)))
                .orElseThrow();
        return Advice.care(
                "Settings",
                name + " is not a setting of Jarvis and does nothing.",
                distance(name, nearest) <= A_SLIP
                        ? "Did you mean %s?".formatted(nearest)
                        : "Take it away; the settings are listed in README.md.");
    }

    /** How many letters must be added, left out or changed. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0]++;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
