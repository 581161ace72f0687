package dev.jarvis.observatory.federation;

import dev.jarvis.observatory.PersonalNews;
import dev.jarvis.observatory.SignedIn;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FederationController {
    private static final Duration PROOF_LASTS = Duration.ofMinutes(10);
    private final Optional<OidcProvider> provider;
    private final Optional<SupabaseTokens> supabase;
    private final SupabasePeople people;
    private final PersonalNews news;

    FederationController(
            Optional<OidcProvider> provider,
            Optional<SupabaseTokens> supabase,
            SupabasePeople people,
            PersonalNews news) {
        this.provider = provider;
        this.supabase = supabase;
        this.people = people;
        this.news = news;
    }

    /**
     * Which ways lead in here.
     *
     * @param oidc what to call the provider; null where none is configured
     */
    record SignInMethods(
            boolean password, boolean passkey, @Nullable String oidc, boolean supabase) {}

    record SupabaseLink(String token) {
        SupabaseLink {
            if (token.isBlank()) throw Problem.badInput("token", "must not be empty");
        }
    }

    @GetMapping("/api/auth/methods")
    SignInMethods methods() {
        return new SignInMethods(true, true, provider.map(OidcProvider::name).orElse(null), supabase.isPresent());
    }

    @PostMapping("/api/auth/supabase")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void link(SignedIn person, @RequestBody SupabaseLink link) {
        if (!person.provedSince(Instant.now().minus(PROOF_LASTS)))
            throw Problem.forbidden(
                    "step-up-needed", "Prove once more that it is you (POST /api/auth/step-up), then try again.");
        people.link(person, Secret.of(link.token()));
        news.tell(person.user(), "person/supabase-linked", "linked a Supabase account");
    }
}
