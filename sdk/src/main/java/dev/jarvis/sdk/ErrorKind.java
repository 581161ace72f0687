package dev.jarvis.sdk;

/** What a platform's refusal means for the caller, whatever words or status it used. */
public enum ErrorKind {
    /** The access token is no longer good; a refresh may help. */
    AUTH_EXPIRED(false),
    /** The person or the platform ended the grant; only connecting again helps. */
    AUTH_REVOKED(false),
    /** The grant lacks a scope. */
    SCOPE_MISSING(false),
    /** Too fast; wait for the time given. */
    RATE_LIMITED(true),
    /** The plan or the day's allowance is used up. */
    QUOTA(false),
    NOT_FOUND(false),
    /** Already there, or changed meanwhile. */
    CONFLICT(false),
    /** The platform does not accept the input. */
    VALIDATION(false),
    /** Trouble at the platform that passes by itself. */
    TRANSIENT(true),
    /** Refused for good, for a reason of the platform's own. */
    PERMANENT(false),
    /** The call never left: no connection, or an address that is not allowed. Nothing happened there. */
    NOT_SENT(true),
    /** Bytes may have left and no usable answer came: whether it happened is not known. */
    NO_ANSWER(false);

    private final boolean passes;

    ErrorKind(boolean passes) {
        this.passes = passes;
    }

    /** True when the same call may succeed later without anybody changing anything. */
    public boolean passes() {
        return passes;
    }
}
