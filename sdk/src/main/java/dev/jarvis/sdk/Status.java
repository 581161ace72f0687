package dev.jarvis.sdk;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a connection stands, with the reason a person needs to mend it. */
public sealed interface Status {
    /** The account answers. */
    record Connected() implements Status {}

    /** Ended by a person; the credentials are gone. */
    record Disconnected(String message) implements Status {}

    /** Somebody must do something. */
    record Error(Reason reason, String message) implements Status {}

    /** Connected by invitation, and not confirmed yet. */
    record Pending(String message) implements Status {}

    enum Reason {
        NEEDS_REAUTH,
        SCOPE_MISSING,
        APP_MISCONFIGURED;

        /** As it is stored and answered: {@code needs_reauth}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
