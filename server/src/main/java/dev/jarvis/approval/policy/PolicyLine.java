package dev.jarvis.approval.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.jarvis.platform.problem.Problem;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a policy: when its condition holds, it decides.
 *
 * @param name kebab-case, unique in the policy; stands in the log with what it decided
 * @param when CEL over {@code action, origin, input, connection, history, confidence, time}
 * @param reason in words, for whoever is refused or asked
 * @param stepUp an allowed person must have proved themselves in the last minutes
 * @param by who is asked
 * @param within how long they have, a minute to 30 days; 24 hours when null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyLine(
        String name,
        String when,
        Then then,
        @Nullable String reason,
        @Nullable Boolean stepUp,
        @Nullable Deciders by,
        @Nullable Duration within,
        @Nullable AtDeadline atDeadline) {
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(30);
    private static final Duration USUAL = Duration.ofHours(24);

    /** What a line decides. */
    public enum Then {
        ALLOW,
        ASK,
        DENY;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Then of(String wireName) {
            for (Then one : values()) if (one.wireName().equals(wireName)) return one;
            throw new IllegalArgumentException("One of allow, ask, deny");
        }
    }

    public PolicyLine {
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || name.length() > 60)
            throw Problem.badInput("name", "must be lower-case words joined by hyphens, at most 60 characters");
        if (reason != null && reason.length() > 500)
            throw Problem.badInput("reason", "must have at most 500 characters");
        if (within != null && (within.compareTo(LEAST) < 0 || within.compareTo(MOST) > 0))
            throw Problem.badInput("within", "must be from a minute (PT1M) to 30 days (P30D)");
        if (then != Then.ASK && (by != null || within != null || atDeadline != null))
            throw Problem.badInput("by", "belongs to a line that asks, as do within and atDeadline");
        if (then != Then.ALLOW && stepUp != null) throw Problem.badInput("stepUp", "belongs to a line that allows");
    }

    static PolicyLine allow(String name, String when) {
        return new PolicyLine(name, when, Then.ALLOW, null, null, null, null, null);
    }

    static PolicyLine ask(String name, String when) {
        return new PolicyLine(name, when, Then.ASK, null, null, null, null, null);
    }

    Duration time() {
        return within == null ? USUAL : within;
    }

    Deciders deciders() {
        return by == null ? Deciders.USUAL : by;
    }

    AtDeadline lapse() {
        return atDeadline == null ? AtDeadline.REJECT : atDeadline;
    }

    boolean wantsStepUp() {
        return Boolean.TRUE.equals(stepUp);
    }
}
