package dev.jarvis.platform.web;

import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.problem.ProblemAnswer;
import dev.jarvis.platform.problem.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The one filter: names the request, dresses the answer, refuses odd paths, caps bodies, and keeps pages on one host. */
final class Threshold extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private final transient PublicUrl publicUrl;
    private final transient BodyBudget budget;

    Threshold(PublicUrl publicUrl, BodyBudget budget) {
        this.publicUrl = publicUrl;
        this.budget = budget;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader(RequestId.HEADER, RequestId.of(request));
        SecurityHeaders.on(response, publicUrl.secure());
        if (OddPath.is(request.getRequestURI())) {
            ProblemAnswer.write(
                    Problem.of(400, "odd-path", "This path can be read in two ways. Write it plainly."), response);
        } else if (CappedBody.hasBody(request)
                && String.valueOf(request.getContentType()).contains("*")) {
            ProblemAnswer.write(
                    Problem.of(415, "unsupported-media-type", "A body has one content type, without a star."),
                    response);
        } else if (OneHost.leaves(request, publicUrl)) {
            OneHost.redirect(request, response, publicUrl);
        } else if (CappedBody.hasBody(request)) {
            try (CappedBody capped = new CappedBody(request, budget)) {
                chain.doFilter(capped, response);
            }
        } else {
            chain.doFilter(request, response);
        }
    }
}
