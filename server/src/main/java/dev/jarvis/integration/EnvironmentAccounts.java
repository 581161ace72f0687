package dev.jarvis.integration;

import dev.jarvis.observatory.Observatories;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.problem.SettingRefused;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.Secret;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/**
 * Keys that the operator set in the environment under the platform's own names. They serve the observatory that was made
 * first, or those whose ids are in {@code JARVIS_ENV_ACCOUNTS_FOR}, with commas between; for all others they do not exist.
 * A name would not do: whoever administers an observatory chooses it.
 */
final class EnvironmentAccounts {
    private static final String FOR = "JARVIS_ENV_ACCOUNTS_FOR";

    private final Environment environment;
    private final Observatories observatories;
    private final Set<ObservatoryId> named;

    /** @throws SettingRefused when the setting holds anything else than ids */
    EnvironmentAccounts(Environment environment, Observatories observatories) {
        this.environment = environment;
        this.observatories = observatories;
        this.named = Arrays.stream(environment.getProperty(FOR, "").split(","))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .map(EnvironmentAccounts::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ObservatoryId id(String value) {
        try {
            return new ObservatoryId(UUID.fromString(value));
        } catch (IllegalArgumentException aName) {
            throw new SettingRefused(
                    "%s has \"%s\", which is no id.".formatted(FOR, value),
                    "It takes the ids of observatories, with commas between. GET /api/me answers with the ids of yours.");
        }
    }

    /**
     * The first way of the platform whose fields are all set.
     *
     * @throws Problem 422 when none is, and of one some are: it names the rest
     */
    Optional<Credentials> find(ObservatoryId observatory, Platform platform) {
        if (!serves(observatory)) return Optional.empty();
        List<AuthScheme.Keys> ways = platform.manifest().auth().stream()
                .filter(AuthScheme.Keys.class::isInstance)
                .map(AuthScheme.Keys.class::cast)
                .toList();
        Optional<Credentials> found =
                ways.stream().flatMap(scheme -> filled(scheme).stream()).findFirst();
        if (found.isEmpty()) ways.forEach(this::insistOnAllOrNone);
        return found;
    }

    private void insistOnAllOrNone(AuthScheme.Keys scheme) {
        List<String> all = scheme.fields().stream()
                .flatMap(field -> Stream.ofNullable(field.env()))
                .toList();
        List<String> missing =
                all.stream().filter(name -> value(name).isEmpty()).toList();
        if (missing.isEmpty() || missing.size() == all.size()) return;
        throw Problem.of(
                422,
                "account-variables-incomplete",
                "Of the variables of this account %s %s not set. Set all of them and start Jarvis anew, or none."
                        .formatted(String.join(", ", missing), missing.size() == 1 ? "is" : "are"));
    }

    private String value(String variable) {
        return environment.getProperty(variable, "").strip();
    }

    private Optional<Credentials> filled(AuthScheme.Keys scheme) {
        Map<String, Secret> values = new LinkedHashMap<>();
        for (AuthScheme.Field field : scheme.fields()) {
            String value = field.env() == null ? "" : value(field.env());
            if (value.isEmpty()) return Optional.empty();
            values.put(field.name(), Secret.of(value));
        }
        return Optional.of(Credentials.keys(scheme.id(), values));
    }

    private boolean serves(ObservatoryId observatory) {
        return named.isEmpty()
                ? observatories.first().filter(observatory::equals).isPresent()
                : named.contains(observatory);
    }
}
