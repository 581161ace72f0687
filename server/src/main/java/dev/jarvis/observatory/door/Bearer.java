package dev.jarvis.observatory.door;

import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The secret in the Authorization header (RFC 6750 section 2.1). */
final class Bearer {
    private static final Pattern FORM = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *");

    /** @throws Problem 401 for any other kind of authorization, so that a mistyped one never falls back to the cookie */
    static Optional<Secret> in(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.isEmpty()) return Optional.empty();
        Matcher form = FORM.matcher(headers.getFirst());
        if (headers.size() > 1 || !form.matches()) throw Refusals.unknownKey();
        return Optional.of(Secret.of(form.group(1)));
    }

    private Bearer() {}
}
