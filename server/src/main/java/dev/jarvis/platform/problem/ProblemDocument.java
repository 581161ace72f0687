package dev.jarvis.platform.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A refusal as it goes over the wire (RFC 9457).
 *
 * @param type names the code as a URI; nothing is to be found there
 * @param title the status in words
 * @param code stable, for programs
 * @param detail what, which one, what now; for people, may change
 * @param errors which inputs have mistakes; empty when the input is not to blame
 * @param retryAfter seconds after which asking again makes sense; absent when it does not
 * @param more members of this code alone, beside the others
 */
public record ProblemDocument(
        String type,
        String title,
        int status,
        String code,
        String detail,
        List<Problem.FieldError> errors,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long retryAfter,
        @JsonAnyGetter Map<String, Object> more) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static ProblemDocument of(Problem problem) {
        return new ProblemDocument(
                "urn:jarvis:problem:" + problem.code(),
                title(problem.status()),
                problem.status(),
                problem.code(),
                problem.detail(),
                problem.errors(),
                seconds(problem.retryAfter()),
                problem.more());
    }

    private static String title(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Refused" : known.getReasonPhrase();
    }

    /** Rounded up: asking a part of a second too early would only be refused again. */
    private static @Nullable Long seconds(@Nullable Duration wait) {
        return wait == null ? null : wait.plusNanos(999_999_999).toSeconds();
    }
}
