package dev.jarvis.platform.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Puts a problem into a response, from within Spring MVC and from outside of it. */
public final class ProblemAnswer {
    /** RFC 9110 section 11.6.1: a 401 names at least one way to authenticate. */
    private static final String CHALLENGE = "Bearer realm=\"jarvis\"";

    private static final JsonMapper JSON = JsonMapper.shared();

    public static ResponseEntity<ProblemDocument> entity(Problem problem) {
        return entity(problem, HttpHeaders.EMPTY);
    }

    static ResponseEntity<ProblemDocument> entity(Problem problem, HttpHeaders headers) {
        ProblemDocument document = ProblemDocument.of(problem);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(document.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (document.retryAfter() != null)
            answer.header(HttpHeaders.RETRY_AFTER, document.retryAfter().toString());
        if (document.status() == 401) answer.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        return answer.body(document);
    }

    /** For filters and the container, where no message converter is at hand. */
    public static void write(Problem problem, HttpServletResponse response) throws IOException {
        ProblemDocument document = ProblemDocument.of(problem);
        response.setStatus(document.status());
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        if (document.retryAfter() != null)
            response.setHeader(HttpHeaders.RETRY_AFTER, document.retryAfter().toString());
        if (document.status() == 401) response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        byte[] body = JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private ProblemAnswer() {}
}
