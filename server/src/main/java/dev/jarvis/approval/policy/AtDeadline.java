package dev.jarvis.approval.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a request that nobody answered in time. */
public enum AtDeadline {
    REJECT,
    /** Admins are asked, for as long again; then it is rejected. */
    ESCALATE,
    /** It is done; for low risk alone. */
    APPROVE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static AtDeadline of(String wireName) {
        for (AtDeadline one : values()) if (one.wireName().equals(wireName)) return one;
        throw new IllegalArgumentException("One of reject, escalate, approve");
    }
}
