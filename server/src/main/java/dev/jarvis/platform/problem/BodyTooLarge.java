package dev.jarvis.platform.problem;

import java.io.IOException;

/** The body of a request passed what its route takes; found while reading. */
public final class BodyTooLarge extends IOException {
    private static final long serialVersionUID = 1L;
    private final long most;

    /** @param most bytes */
    public BodyTooLarge(long most) {
        super("The body is larger than " + most + " bytes");
        this.most = most;
    }

    public Problem problem() {
        return Problem.of(413, "body-too-large", "This route takes bodies of at most %d bytes.".formatted(most))
                .with("most", most);
    }
}
