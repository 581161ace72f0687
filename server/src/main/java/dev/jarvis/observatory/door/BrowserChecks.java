package dev.jarvis.observatory.door;

import dev.jarvis.observatory.SignedIn;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.web.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What a cookie alone does not prove: that the request came from a page of ours, and that the person is still there. */
final class BrowserChecks {
    private static final Duration STEP_UP_LASTS = Duration.ofMinutes(10);
    private final PublicUrl publicUrl;
    private final InstantSource clock;

    BrowserChecks(PublicUrl publicUrl, InstantSource clock) {
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    void insistOnIntent(HttpServletRequest request, SignedIn person) {
        insistOnOurPage(request);
        insistOnToken(request, person);
    }

    /** Browsers name the page's origin with every request that writes; programs name none. */
    void insistOnOurPage(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        boolean foreign = origin != null && !publicUrl.isOurs(origin);
        if (foreign || "cross-site".equals(request.getHeader("Sec-Fetch-Site")))
            throw Problem.forbidden("foreign-origin", "This request came from a page of another site.");
    }

    private static void insistOnToken(HttpServletRequest request, SignedIn person) {
        String token = request.getHeader("X-CSRF");
        boolean same = token != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), person.csrf().getBytes(StandardCharsets.UTF_8));
        if (!same) throw Problem.forbidden("csrf-token-needed", "Send the token of GET /api/me in the header X-CSRF.");
    }

    void insistOnStepUp(SignedIn person) {
        Instant at = person.steppedUpAt();
        if (at == null || at.plus(STEP_UP_LASTS).isBefore(clock.instant()))
            throw Problem.forbidden(
                    "step-up-needed", "Prove once more that it is you (POST /api/auth/step-up), then try again.");
    }
}
