package dev.jarvis.sdk;

/**
 * The input cannot be used, and why: thrown by an input record's compact constructor, for what a schema cannot say. The
 * caller gets 400 with the field's name, before anything is asked of anyone. A handler, which runs later, throws a
 * {@link PlatformException} of kind {@link ErrorKind#VALIDATION} instead.
 */
public final class InvalidInput extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String field;

    /**
     * @param field as the caller wrote it: {@code text}, {@code attachments[1].name}
     * @param message what is wrong and what would be right; never a secret
     */
    public InvalidInput(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
