package dev.jarvis.observatory.federation;

import dev.jarvis.observatory.UserId;
import dev.jarvis.observatory.session.Entry;
import dev.jarvis.observatory.session.KeptCookie;
import dev.jarvis.observatory.session.Method;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.web.PublicUrl;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The browser goes to the provider and comes back; what goes wrong is told by the sign-in page. */
@Hidden
@RestController
class OidcController {
    private static final String BACK = "/api/auth/oidc/callback";
    private final Optional<OidcProvider> provider;
    private final Vouched vouched;
    private final Entry entry;
    private final KeptCookie attempts;
    private final PublicUrl publicUrl;

    OidcController(
            Optional<OidcProvider> provider,
            Vouched vouched,
            Entry entry,
            KeptCookie oidcAttempts,
            PublicUrl publicUrl) {
        this.provider = provider;
        this.vouched = vouched;
        this.entry = entry;
        this.attempts = oidcAttempts;
        this.publicUrl = publicUrl;
    }

    @GetMapping("/api/auth/oidc/start")
    ResponseEntity<Void> start(HttpServletResponse response) {
        OidcAttempt attempt = OidcAttempt.fresh();
        URI entrance = provider().entrance(attempt, publicUrl.of(BACK));
        attempts.set(response, attempt.kept());
        return to(entrance);
    }

    @GetMapping(BACK)
    ResponseEntity<Void> back(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            UserId user = arrived(code, state, request);
            attempts.clear(response);
            entry.open(user, Method.OIDC, request, response);
            return to(URI.create(publicUrl.of("/")));
        } catch (Problem problem) {
            attempts.clear(response);
            return to(URI.create(publicUrl.of("/sign-in?problem=" + problem.code())));
        }
    }

    private UserId arrived(@Nullable String code, @Nullable String state, HttpServletRequest request) {
        OidcAttempt attempt = attempts.in(request)
                .flatMap(OidcAttempt::read)
                .filter(kept -> kept.state().equals(state))
                .orElseThrow(() -> Problem.of(400, "not-your-sign-in", "This sign-in was not begun in this browser."));
        if (code == null) throw Problem.of(401, "not-vouched-for", "The provider did not vouch for you.");
        return vouched.user(provider().redeem(code, attempt, publicUrl.of(BACK)));
    }

    private OidcProvider provider() {
        return provider.orElseThrow(
                () -> Problem.of(404, "not-configured", "No OpenID provider is configured here (JARVIS_OIDC_ISSUER)."));
    }

    private static ResponseEntity<Void> to(URI location) {
        return ResponseEntity.status(HttpStatus.FOUND).location(location).build();
    }
}
