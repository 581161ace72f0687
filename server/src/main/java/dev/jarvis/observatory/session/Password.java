package dev.jarvis.observatory.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.sdk.Secret;
import io.swagger.v3.oas.annotations.media.Schema;

/** A password as somebody typed it. */
@Schema(type = "string", format = "password", implementation = String.class)
public record Password(Secret secret) {
    private static final int LEAST = 12;
    private static final int MOST = 200;

    @JsonCreator
    public static Password typed(String text) {
        if (text.isEmpty() || text.length() > MOST)
            throw new IllegalArgumentException("must have 1 to %d characters".formatted(MOST));
        return new Password(Secret.of(text));
    }

    /**
     * For one that is newly chosen. Length is what counts; there are no rules about its characters (NIST SP 800-63B,
     * section 3.1.1.2).
     */
    public Password chosen() {
        String text = secret.reveal();
        if (text.codePointCount(0, text.length()) < LEAST)
            throw Problem.badInput("password", "must have at least %d characters".formatted(LEAST));
        if (text.codePoints().distinct().count() < 5)
            throw Problem.badInput("password", "must have more than a few different characters");
        return this;
    }

    public String reveal() {
        return secret.reveal();
    }
}
