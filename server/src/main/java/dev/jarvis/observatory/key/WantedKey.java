package dev.jarvis.observatory.key;

import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.Role;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody asks for.
 *
 * @param kind {@code person} when absent: it acts as its owner
 * @param scopes such as {@code activity} or {@code actions:twitter/tweet}; absent or empty for all that the role may
 * @param expiresAt absent for never
 */
public record WantedKey(
        String name,
        Principal.Key.@Nullable Kind kind,
        Role role,
        @Nullable List<String> scopes,
        @Nullable Instant expiresAt) {
    private static final Pattern SCOPE =
            Pattern.compile("[a-z][a-z-]{1,40}(:[a-z][a-z0-9-]{1,30}(/[a-z][a-z0-9-]{0,60})?)?");
    private static final int MOST_SCOPES = 100;

    public WantedKey {
        name = Input.text("name", name, 200);
        kind = Objects.requireNonNullElse(kind, Principal.Key.Kind.PERSON);
        scopes =
                scopes == null ? List.of() : scopes.stream().distinct().sorted().toList();
        if (scopes.size() > MOST_SCOPES) throw Problem.badInput("scopes", "must be at most %d".formatted(MOST_SCOPES));
        if (!scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches()))
            throw Problem.badInput(
                    "scopes", "must be like activity, actions, actions:twitter or actions:twitter/tweet");
    }
}
