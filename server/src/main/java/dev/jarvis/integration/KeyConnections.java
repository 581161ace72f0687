package dev.jarvis.integration;

import static java.util.Objects.requireNonNullElse;

import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Account;
import dev.jarvis.sdk.AuthScheme;
import dev.jarvis.sdk.Credentials;
import dev.jarvis.sdk.PlatformException;
import dev.jarvis.sdk.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connects accounts by keys, pasted or from the environment: tested first, kept only when they open an account. */
public final class KeyConnections {
    private final IntegrationManager manager;
    private final EnvironmentAccounts environment;
    private final Surroundings around;
    private final OwnAddress addresses;

    KeyConnections(
            IntegrationManager manager, EnvironmentAccounts environment, Surroundings around, OwnAddress addresses) {
        this.manager = manager;
        this.environment = environment;
        this.around = around;
        this.addresses = addresses;
    }

    /**
     * The account of the environment, where one serves this observatory.
     *
     * @throws Problem 422 {@code account-variables-incomplete} when only some of its variables are set
     */
    public Optional<Integration> connectFromEnvironment(Principal by, Platform platform) {
        return environment.find(by.observatory(), platform).map(found -> keep(by, platform, found, null));
    }

    /**
     * @param values as they were pasted, by the fields' names; null for one that is missing
     * @throws Problem 400 with the field's name; 422 {@code connection-refused} when the platform does not accept them
     */
    public Integration connect(
            Principal by,
            Platform platform,
            AuthScheme.Keys scheme,
            Map<String, String> values,
            @Nullable String accountName) {
        Credentials given = Credentials.keys(scheme.id(), secrets(scheme, values));
        addresses.check(platform, given);
        return keep(by, platform, given, accountName);
    }

    private static Map<String, Secret> secrets(AuthScheme.Keys scheme, Map<String, String> values) {
        List<Problem.FieldError> errors = new ArrayList<>();
        Map<String, Secret> secrets = new LinkedHashMap<>();
        for (AuthScheme.Field field : scheme.fields()) {
            String value = requireNonNullElse(values.get(field.name()), "").strip();
            if (value.isEmpty()) errors.add(new Problem.FieldError("credentials." + field.name(), "is missing"));
            else secrets.put(field.name(), Secret.of(value));
        }
        values.keySet().stream()
                .filter(name ->
                        scheme.fields().stream().noneMatch(field -> field.name().equals(name)))
                .forEach(name ->
                        errors.add(new Problem.FieldError("credentials." + name, "is not a field of this way")));
        if (!errors.isEmpty()) throw Problem.badInput(errors);
        return secrets;
    }

    private Integration keep(Principal by, Platform platform, Credentials credentials, @Nullable String name) {
        ObservatoryId observatory = by.observatory();
        Account account = tested(observatory, platform, credentials);
        String called = name == null ? account.name() : name;
        return manager.createIntegration(
                observatory, new NewIntegration(platform.id(), account, called, credentials, user(by), false), by);
    }

    private Account tested(ObservatoryId observatory, Platform platform, Credentials credentials) {
        try {
            return around.trial(observatory, platform, credentials).testConnection();
        } catch (PlatformException e) {
            throw refused(platform, e);
        }
    }

    /** The platform's no to an account about to be connected, as an answer to whoever tried. */
    public static Problem refused(Platform platform, PlatformException e) {
        Problem problem = e.kind().passes()
                ? Problem.of(502, "platform-in-trouble", e.words())
                : Problem.of(
                        422, "connection-refused", "%s did not accept it: %s".formatted(platform.name(), e.words()));
        return e.retryAfter() == null ? problem : problem.retryAfter(e.retryAfter());
    }

    /** The person behind it: a key acts for its owner. */
    public static @Nullable UUID user(Principal by) {
        return switch (by) {
            case Principal.Person person -> person.user().value();
            case Principal.Key key -> key.owner().value();
            case Principal.System _ -> null;
        };
    }
}
