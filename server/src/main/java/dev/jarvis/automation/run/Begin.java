package dev.jarvis.automation.run;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why a run begins.
 *
 * @param trigger what the rule's expressions call {@code trigger}
 * @param label what it is for, such as an occurrence's label: one run a rule and label, ever; null where nothing repeats
 * @param depth how many events and rules led to it
 * @param caller the step of another run that waits for this one; null where none does
 * @param replayOf the run that is done again; null where it is none
 */
public record Begin(
        By by,
        JsonNode trigger,
        @Nullable String label,
        int depth,
        @Nullable Caller caller,
        @Nullable UUID replayOf) {
    public enum By {
        SCHEDULE,
        WEBHOOK,
        EVENT,
        MANUAL,
        RULE,
        REPLAY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static By of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** @param path of the step that waits */
    record Caller(UUID run, String path) {}

    public Begin {
        if (label != null && label.length() > 300)
            throw new IllegalArgumentException("A label has 300 characters at most");
    }

    public static Begin by(By by, JsonNode trigger, @Nullable String label) {
        return new Begin(by, trigger, label, 0, null, null);
    }

    /** As the effect of something that was itself {@code depth} deep. */
    public Begin atDepth(int below) {
        return new Begin(by, trigger, label, below, caller, replayOf);
    }

    Begin calledBy(UUID run, String path) {
        return new Begin(by, trigger, label, depth, new Caller(run, path), replayOf);
    }

    Begin replaying(UUID earlier) {
        return new Begin(by, trigger, label, depth, caller, earlier);
    }
}
