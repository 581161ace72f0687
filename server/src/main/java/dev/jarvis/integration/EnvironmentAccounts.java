package dev.jarvis.integration;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.Secret;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * Keys that the operator set in the environment under the platform's own names. They serve the first observatory, or
 * those that {@code JARVIS_ENV_ACCOUNTS_FOR} names by id or name, with commas between; for all others they do not exist.
 */
final class EnvironmentAccounts {
    private final Environment environment;
    private final Observatories observatories;

    EnvironmentAccounts(Environment environment, Observatories observatories) {
        this.environment = environment;
        this.observatories = observatories;
    }

    /** The first way of the platform whose fields are all set. */
    Optional<Credentials> find(ObservatoryId observatory, Platform platform) {
        return platform.manifest().auth().stream()
                .filter(AuthScheme.Keys.class::isInstance)
                .map(AuthScheme.Keys.class::cast)
                .flatMap(scheme -> filled(scheme).stream())
                .findFirst()
                .filter(_ -> serves(observatory));
    }

    private Optional<Credentials> filled(AuthScheme.Keys scheme) {
        Map<String, Secret> values = new LinkedHashMap<>();
        for (AuthScheme.Field field : scheme.fields()) {
            String value = field.env() == null
                    ? ""
                    : environment.getProperty(field.env(), "").strip();
            if (value.isEmpty()) return Optional.empty();
            values.put(field.name(), Secret.of(value));
        }
        return Optional.of(Credentials.keys(scheme.id(), values));
    }

    private boolean serves(ObservatoryId observatory) {
        String named = environment.getProperty("JARVIS_ENV_ACCOUNTS_FOR", "").strip();
        if (named.isEmpty())
            return observatories.all().stream()
                    .findFirst()
                    .filter(observatory::equals)
                    .isPresent();
        List<String> names = Arrays.stream(named.split(",")).map(String::strip).toList();
        return names.contains(observatory.toString())
                || names.contains(observatories.get(observatory).name());
    }
}
