package dev.jarvis.sdk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A platform refused, or could not be reached.
 *
 * <p>The message is read by people, in the log and in answers: it says what happened and what to do, quotes the
 * platform's own words where it gave any, and never holds a secret.
 */
public final class PlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ErrorKind kind;
    private final int status;
    private final @Nullable Duration retryAfter;

    public PlatformException(ErrorKind kind, String message) {
        this(kind, message, 0, null, null);
    }

    public PlatformException(ErrorKind kind, String message, Throwable cause) {
        this(kind, message, 0, null, cause);
    }

    /**
     * @param status the platform's HTTP status, 0 where there was no answer
     * @param retryAfter how long the platform asks to wait, null where it does not say
     */
    public PlatformException(
            ErrorKind kind, String message, int status, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public ErrorKind kind() {
        return kind;
    }

    public int status() {
        return status;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The words of the refusal; never null. */
    public String words() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }
}
