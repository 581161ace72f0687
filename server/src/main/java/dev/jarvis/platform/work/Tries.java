package dev.jarvis.platform.work;

import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;

/** How often a failing task is tried, with which pauses, and what is kept of each failure. */
final class Tries {
    static final int MOST = 8;
    static final int MOST_CRASHES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int DEEPEST = 8;

    private final JsonMapper json;

    Tries(JsonMapper json) {
        this.json = json;
    }

    /** Doubles each time, less up to half of it by chance, so that what failed together does not come back together. */
    static long pauseMillis(int failures) {
        long pause = FIRST_PAUSE.toMillis() << Math.min(failures - 1, 20);
        long capped = Math.min(pause, LONGEST_PAUSE.toMillis());
        return capped - ThreadLocalRandom.current().nextLong(capped / 2 + 1);
    }

    /** Names and places down the chain of causes. Their words may quote a secret, so only our own refusals keep theirs. */
    String explain(Throwable failure) {
        List<String> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < DEEPEST; cause = cause.getCause())
            chain.add(name(cause));
        return error(String.join(" <- ", chain));
    }

    String error(String words) {
        return json.createObjectNode()
                .put("at", Instant.now().toString())
                .put("error", words)
                .toString();
    }

    private static String name(Throwable cause) {
        if (cause instanceof Problem problem) return problem.code() + ": " + problem.getMessage();
        StackTraceElement[] places = cause.getStackTrace();
        return cause.getClass().getName() + (places.length == 0 ? "" : " at " + places[0]);
    }
}
