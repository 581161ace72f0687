package dev.jarvis.activity;

import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Long work over an observatory's log: one of a kind for each observatory, so that none waits for another's. */
final class OneAtATime {
    private final String what;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    OneAtATime(String what) {
        this.what = what;
    }

    /** Held until it is closed. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws Problem 429 when that observatory's place is taken */
    Place enter(UUID observatory) {
        if (!busy.add(observatory))
            throw Problem.of(
                            429, "busy", "Another %s of the log is running. Try again when it is done.".formatted(what))
                    .retryAfter(Duration.ofSeconds(10));
        return () -> busy.remove(observatory);
    }
}
