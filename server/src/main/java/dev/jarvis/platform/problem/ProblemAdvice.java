package dev.jarvis.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Turns every exception of a request into a problem document; only our own faults are logged, with their trace. */
@RestControllerAdvice
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /** The caller is gone: nobody to answer. */
    @ExceptionHandler({AsyncRequestNotUsableException.class, ClientAbortException.class})
    void gone(IOException gone) {
        LOG.debug("The caller went away: {}", gone.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> refused(Exception exception, HttpServletRequest request) {
        Problem worded = Wording.of(exception);
        return ProblemAnswer.entity(worded == null ? fault(exception, request) : worded, headers(exception));
    }

    private static Problem fault(Exception exception, HttpServletRequest request) {
        String id = RequestId.of(request);
        LOG.error("Request {} failed", id, exception);
        return Wording.internal(id);
    }

    /** Allow for 405, Accept for 415. */
    private static HttpHeaders headers(@Nullable Exception exception) {
        return exception instanceof ErrorResponse known ? known.getHeaders() : HttpHeaders.EMPTY;
    }
}
