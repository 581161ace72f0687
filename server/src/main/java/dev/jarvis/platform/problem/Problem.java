package dev.jarvis.platform.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, worded for the one who gets it: what, which one, what now. Answered as {@code application/problem+json}
 * (RFC 9457) with a stable code that programs may rely on.
 *
 * <pre>{@code
 * throw Problem.conflict("not-connected", "No X account is connected. Connect one under Connections.");
 * }</pre>
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;
    private final String detail;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> more;
    private final @Nullable Duration retryAfter;

    /** @param field a path such as {@code media[0].name}, or the name of a parameter or header */
    public record FieldError(String field, String message) {}

    private Problem(
            int status,
            String code,
            String detail,
            List<FieldError> errors,
            Map<String, Object> more,
            @Nullable Duration retryAfter) {
        super(detail, null, false, false); // it is an answer, not a fault: no stack trace is kept
        if (!code.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"))
            throw new IllegalArgumentException("A problem's code is kebab-case, not " + code);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.more = Map.copyOf(more);
        this.retryAfter = retryAfter;
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Map.of(), null);
    }

    public static Problem badInput(String field, String message) {
        return of(400, "bad-input", "The input has a mistake: %s %s".formatted(field, message))
                .at(field, message);
    }

    public static Problem badInput(List<FieldError> errors) {
        String fields = String.join(
                ", ", errors.stream().map(FieldError::field).distinct().toList());
        return new Problem(400, "bad-input", "The input has mistakes: " + fields, errors, Map.of(), null);
    }

    public static Problem forbidden(String code, String detail) {
        return of(403, code, detail);
    }

    /** The same words whether it does not exist or belongs to someone else. */
    public static Problem notFound(String what) {
        return of(404, "not-found", "There is no such %s here.".formatted(what));
    }

    public static Problem conflict(String code, String detail) {
        return of(409, code, detail);
    }

    public static Problem unavailable(String code, String detail, Duration retryAfter) {
        return of(503, code, detail).retryAfter(retryAfter);
    }

    public Problem at(String field, String message) {
        List<FieldError> longer = new ArrayList<>(errors);
        longer.add(new FieldError(field, message));
        return new Problem(status, code, detail, longer, more, retryAfter);
    }

    /** One more member of the document. */
    public Problem with(String name, Object value) {
        Map<String, Object> longer = new TreeMap<>(more);
        longer.put(name, value);
        return new Problem(status, code, detail, errors, longer, retryAfter);
    }

    public Problem retryAfter(Duration wait) {
        return new Problem(status, code, detail, errors, more, wait);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, Object> more() {
        return more;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
