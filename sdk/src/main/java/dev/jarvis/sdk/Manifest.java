package dev.jarvis.sdk;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A platform described as data: the content of {@code connector.yaml}.
 *
 * @param id the platform's id in routes and in the database
 * @param name as people write it
 * @param category one of the marketplace's groups: {@code social}, {@code email}, {@code crm}, {@code messaging}, ...
 * @param endpoints addresses by use: {@code api}, and for OAuth {@code authorization}, {@code token}, {@code revocation}.
 *     An operator can point each elsewhere
 * @param allowedHosts a credential never leaves to another host
 * @param setup steps a person follows to get an OAuth app or keys, in plain words; may hold {@code {redirectUri}}
 * @param limits rate limits that hold before the platform's headers are known
 * @param errors how refusals are read, first match wins; HTTP status decides where none matches
 */
public record Manifest(
        String id,
        int version,
        String name,
        String description,
        String category,
        String docs,
        Map<String, URI> endpoints,
        List<String> allowedHosts,
        List<AuthScheme> auth,
        List<String> setup,
        List<Limit> limits,
        List<ErrorRule> errors) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,30}");

    /**
     * A bucket of calls.
     *
     * @param match a path prefix; the first limit that matches counts
     * @param calls how many in {@code seconds}
     */
    public record Limit(String match, int calls, int seconds) {}

    /**
     * @param status the HTTP status it applies to; 0 for any
     * @param path a JSON Pointer (RFC 6901) into the body; empty for none
     * @param equals the text found there
     */
    public record ErrorRule(
            int status,
            @Nullable String path,
            @Nullable String equals,
            ErrorKind kind,
            @Nullable String message) {}

    public Manifest {
        if (!ID.matcher(id).matches())
            throw new IllegalArgumentException("A platform's id matches %s, not %s".formatted(ID, id));
        endpoints = Map.copyOf(endpoints);
        allowedHosts = List.copyOf(allowedHosts);
        auth = List.copyOf(auth);
        setup = List.copyOf(requireNonNullElse(setup, List.of()));
        limits = List.copyOf(requireNonNullElse(limits, List.of()));
        errors = List.copyOf(requireNonNullElse(errors, List.of()));
        if (auth.isEmpty()) throw new IllegalArgumentException("%s has no way to connect".formatted(id));
        if (!endpoints.containsKey("api")) throw new IllegalArgumentException("%s has no api endpoint".formatted(id));
    }

    public Optional<AuthScheme> scheme(String schemeId) {
        return auth.stream().filter(scheme -> scheme.id().equals(schemeId)).findFirst();
    }

    /** The OAuth way, where there is one. */
    public Optional<AuthScheme.OAuth2Code> oauth() {
        return auth.stream()
                .filter(AuthScheme.OAuth2Code.class::isInstance)
                .map(AuthScheme.OAuth2Code.class::cast)
                .findFirst();
    }
}
