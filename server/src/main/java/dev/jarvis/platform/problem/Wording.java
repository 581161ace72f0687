package dev.jarvis.platform.problem;

import java.time.Duration;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Finds the words for whatever went wrong with a request; null when it is our own fault. */
final class Wording {
    private static final Duration DATABASE_PAUSE = Duration.ofSeconds(2);

    static @Nullable Problem of(Exception e) {
        return switch (e) {
            case Problem problem -> problem;
            case HttpMessageNotReadableException unreadable -> JsonMistakes.in(unreadable.getCause());
            case HttpMediaTypeNotSupportedException type -> unsupported(type);
            case HttpMediaTypeNotAcceptableException _ ->
                Problem.of(406, "not-acceptable", "This route cannot answer in any type that Accept names.");
            case HttpRequestMethodNotSupportedException method ->
                Problem.of(405, "method-not-allowed", "This route does not take " + method.getMethod() + ".");
            case NoResourceFoundException _, NoHandlerFoundException _ -> noRoute();
            case MissingServletRequestParameterException missing ->
                Problem.badInput(missing.getParameterName(), "is needed");
            case MissingRequestHeaderException missing -> Problem.badInput(missing.getHeaderName(), "is needed");
            case InvalidParameterException _ -> // its own words would write a code or a token into the log
                Problem.badInput("query", "is not percent-encoded UTF-8");
            case MissingRequestValueException _ -> Problem.badInput("request", "misses a value");
            case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch.getName(), mismatch);
            case DataAccessResourceFailureException _,
                    TransientDataAccessResourceException _,
                    RecoverableDataAccessException _,
                    QueryTimeoutException _,
                    CannotCreateTransactionException _,
                    TransactionSystemException _ -> databaseAway();
            case ErrorResponse known -> ofStatus(known.getStatusCode().value());
            default -> null;
        };
    }

    static Problem noRoute() {
        return Problem.of(404, "no-route", "There is no such route. The routes are in GET /api/openapi.json.");
    }

    static Problem databaseAway() {
        return Problem.unavailable(
                "database-away", "The database does not answer just now. Try again shortly.", DATABASE_PAUSE);
    }

    static Problem internal(String requestId) {
        return Problem.of(
                        500,
                        "internal",
                        "Something went wrong in Jarvis itself. The log names the cause under request %s."
                                .formatted(requestId))
                .with("requestId", requestId);
    }

    /** For errors that only have a status. */
    static Problem ofStatus(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Refused" : known.getReasonPhrase();
        String code = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return Problem.of(status, code, "The request was refused: %s.".formatted(title));
    }

    private static Problem unsupported(HttpMediaTypeNotSupportedException type) {
        String sent = type.getContentType() == null
                ? "no content type"
                : type.getContentType().toString();
        return Problem.of(415, "unsupported-media-type", "This route takes %s, not %s.".formatted(taken(type), sent));
    }

    private static String taken(HttpMediaTypeNotSupportedException type) {
        return type.getSupportedMediaTypes().isEmpty()
                ? "application/json"
                : type.getSupportedMediaTypes().getFirst().toString();
    }

    private static Problem mismatch(String name, TypeMismatchException mismatch) {
        Class<?> wanted = mismatch.getRequiredType();
        return Problem.badInput(name, wanted == null ? "is not understood" : "must be " + JsonMistakes.wanted(wanted));
    }

    private Wording() {}
}
