package dev.jarvis.platform.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the container itself refuses, before or after Spring: broken request lines, encoded slashes, headers that are too
 * long, exceptions of filters. Tomcat makes it by its name.
 */
public final class ProblemValve extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        try {
            response.setHeader(RequestId.HEADER, RequestId.of(request.getRequest()));
            ProblemAnswer.write(problem(request, status, fault), response.getResponse());
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The answer could not be written: {}", e.getMessage());
        }
    }

    private static Problem problem(Request request, int status, @Nullable Throwable fault) {
        if (status < 500) return status == 404 ? Wording.noRoute() : Wording.ofStatus(status);
        String id = RequestId.of(request.getRequest());
        LOG.error("Request {} failed outside of its handler", id, fault);
        return Wording.internal(id);
    }
}
