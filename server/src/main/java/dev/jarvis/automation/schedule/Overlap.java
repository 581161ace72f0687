package dev.jarvis.automation.schedule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What to do with an occurrence while an earlier run of the same rule still goes on. */
public enum Overlap {
    /** It does not run, and a row says so. */
    SKIP,
    /** It runs when the earlier one ended. */
    QUEUE,
    /** It runs beside it. */
    ALLOW;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
