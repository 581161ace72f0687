package dev.jarvis.automation.schedule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Which of the occurrences run that were missed while no node was there. On the wire {@code "skip"}, {@code "once"} or
 * {@code {"all": {"most": 10, "maxAge": "PT2H"}}}.
 */
public sealed interface Misfire {
    @JsonValue
    Object wire();

    /**
     * @param newerMissed how many newer ones were missed, too
     * @return whether this one runs
     */
    boolean runs(Instant due, Instant now, int newerMissed);

    /** How many of the newest have to be known to decide. */
    int reach();

    /** None. */
    record Skip() implements Misfire {
        @Override
        public String wire() {
            return "skip";
        }

        @Override
        public boolean runs(Instant due, Instant now, int newerMissed) {
            return false;
        }

        @Override
        public int reach() {
            return 0;
        }
    }

    /** The newest, for all of them. */
    record Once() implements Misfire {
        @Override
        public String wire() {
            return "once";
        }

        @Override
        public boolean runs(Instant due, Instant now, int newerMissed) {
            return newerMissed == 0;
        }

        @Override
        public int reach() {
            return 1;
        }
    }

    /**
     * The newest so many, oldest of them first.
     *
     * @param most 1 to 1,000
     * @param maxAge no older than this, at most 30 days
     */
    record All(int most, Duration maxAge) implements Misfire {
        private static final Duration OLDEST = Duration.ofDays(30);

        public All {
            Input.between("all.most", most, 1, 1_000);
            if (!maxAge.isPositive() || maxAge.compareTo(OLDEST) > 0)
                throw Problem.badInput("all.maxAge", "must be more than nothing and at most P30D");
        }

        @Override
        public Map<String, Limits> wire() {
            return Map.of("all", new Limits(most, maxAge.toString()));
        }

        @Override
        public boolean runs(Instant due, Instant now, int newerMissed) {
            return newerMissed < most && !due.isBefore(now.minus(maxAge));
        }

        @Override
        public int reach() {
            return most;
        }

        record Limits(
                @JsonProperty("most") int most,
                @JsonProperty("maxAge") String maxAge) {}
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Misfire of(JsonNode wire) {
        if (wire.isString() && wire.asString().equals("skip")) return new Skip();
        if (wire.isString() && wire.asString().equals("once")) return new Once();
        JsonNode all = wire.path("all");
        if (wire.size() == 1 && all.path("most").isInt() && all.path("maxAge").isString() && all.size() == 2)
            return new All(all.path("most").asInt(), duration(all.path("maxAge").asString()));
        throw new IllegalArgumentException("must be skip, once or {\"all\": {\"most\": 10, \"maxAge\": \"PT2H\"}}");
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badInput("all.maxAge", "must be a duration such as PT2H or P1D");
        }
    }
}
