package dev.jarvis.platform.db;

/** A backup that could not be made or put back; the message says which, why and what now. */
public final class BackupFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    BackupFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    BackupFailure(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Stable, kebab-case. */
    public String code() {
        return code;
    }
}
