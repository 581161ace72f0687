package dev.jarvis.automation.hook;

import dev.jarvis.automation.hook.Signature.Claim;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.Secret;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A hook with its secrets, ready to check what comes. @param secrets the current one, then the former while it holds */
record OpenHook(ObservatoryId observatory, UUID id, Signature signature, List<Held> secrets) {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    /** @param until null for good */
    record Held(Secret secret, @Nullable Instant until) {
        boolean holds(Instant now) {
            return until == null || now.isBefore(until);
        }
    }

    /**
     * The key of what came, when a holder of a secret signed these very bytes within the last five minutes.
     *
     * @throws dev.jarvis.platform.problem.Problem 401 {@code bad-signature} or {@code stale}
     */
    String verify(Headers headers, byte[] body, Instant now) {
        Claim claim = signature.claim(headers, body);
        boolean matches = false;
        for (Held held : secrets) {
            byte[] due = signature.of(held.secret, claim.signed());
            for (byte[] sent : claim.signatures()) matches |= MessageDigest.isEqual(due, sent) && held.holds(now);
        }
        if (!matches) throw Headers.refused("The signature does not fit this body and this hook's secret.");
        if (claim.time() != null) insistOnToday(claim.time(), now);
        return claim.id();
    }

    private static void insistOnToday(String time, Instant now) {
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(time));
            if (Duration.between(sent, now).abs().compareTo(WINDOW) <= 0) return;
        } catch (NumberFormatException | java.time.DateTimeException e) {
            throw Headers.refused("The timestamp must be seconds since 1970.");
        }
        throw dev.jarvis.platform.problem.Problem.of(
                401,
                "stale",
                "It was signed more than five minutes before or after now. Sign it anew and send it again.");
    }
}
