package dev.jarvis.approval;

import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Whether a person proved in the last minutes that it is really them. */
final class Proof {
    private static final Duration LASTS = Duration.ofMinutes(10);
    private final InstantSource clock;

    Proof(InstantSource clock) {
        this.clock = clock;
    }

    boolean isFresh(Principal by) {
        if (!(by instanceof Principal.Person person)) return false;
        Instant at = person.steppedUpAt();
        return at != null && at.plus(LASTS).isAfter(clock.instant());
    }

    /** As the database keeps it. */
    String how(Principal by) {
        return by instanceof Principal.Key ? "key" : isFresh(by) ? "step-up" : "session";
    }

    static Problem needed(String why) {
        return Problem.forbidden(
                "step-up-needed", why + " Prove once more that it is you (POST /api/auth/step-up), then try again.");
    }
}
