package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Reply;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fifteen-minute windows for each user and route, told in X's headers and enforced. */
final class RateLimits {

    private static final long WINDOW_SECONDS = 900;

    private record Bucket(String user, String route) {}

    private record Window(long endsAt, int used) {}

    private final InstantSource clock;
    private final int usual;
    private final Map<String, Integer> limits = new ConcurrentHashMap<>();
    private final Map<Bucket, Window> windows = new ConcurrentHashMap<>();

    RateLimits(InstantSource clock, int usual) {
        this.clock = clock;
        this.usual = usual;
    }

    void set(String route, int limit) {
        limits.put(route, limit);
    }

    /** Counts a call of this route; answers it, unless the window is used up, and adds the headers. */
    Reply around(XUser user, String route, Supplier<Reply> answer) {
        int limit = limits.getOrDefault(route, usual);
        Window window = windows.compute(new Bucket(user.id(), route), (bucket, old) -> next(old));
        Reply reply = window.used() > limit ? XProblem.tooMany().reply() : answer.get();
        return reply.with("x-rate-limit-limit", Integer.toString(limit))
                .with("x-rate-limit-remaining", Integer.toString(Math.max(0, limit - window.used())))
                .with("x-rate-limit-reset", Long.toString(window.endsAt()));
    }

    private Window next(@Nullable Window old) {
        long now = clock.instant().getEpochSecond();
        return old == null || old.endsAt() <= now
                ? new Window(now + WINDOW_SECONDS, 1)
                : new Window(old.endsAt(), old.used() + 1);
    }
}
