package dev.jarvis.sdk;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much harm an action can do when nobody looked at it first; policy decides by it. */
public enum Risk {
    /** Reads, or changes that only the account's owner notices. */
    LOW,
    /** Visible to others and hard to take back: a post, a mail, a changed record. */
    MEDIUM,
    /** Money, deletion, many people at once. */
    HIGH;

    /** {@code low}, {@code medium} or {@code high}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Risk orHigher(Risk other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
