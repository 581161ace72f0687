package dev.jarvis.integration;

import dev.jarvis.platform.problem.ProblemAnswer;
import dev.jarvis.platform.problem.ProblemDocument;
import dev.jarvis.sdk.PlatformException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A platform's refusal outside of an act, as when a token cannot be renewed, reads like that of an act. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusalAdvice {
    @ExceptionHandler
    ResponseEntity<ProblemDocument> refused(PlatformException refusal) {
        return ProblemAnswer.entity(Failure.of(refusal).problem());
    }
}
