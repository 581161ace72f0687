package dev.jarvis.integration.oauth;

import dev.jarvis.observatory.Visitors;
import dev.jarvis.platform.web.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where platforms send people back to. */
@RestController
class CallbackController {
    private final ConnectReturn back;
    private final Visitors visitors;
    private final BrowserSecret browser;
    private final PublicUrl publicUrl;

    CallbackController(ConnectReturn back, Visitors visitors, BrowserSecret browser, PublicUrl publicUrl) {
        this.back = back;
        this.visitors = visitors;
        this.browser = browser;
        this.publicUrl = publicUrl;
    }

    @GetMapping("/api/integrations/{platform}/callback")
    void callback(@PathVariable String platform, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isAtTheOtherName(request)) {
            toOurName(request, response);
            return;
        }
        Ending ending = back.receive(new Returned(
                platform,
                one(request, "code"),
                one(request, "state"),
                one(request, "error"),
                one(request, "error_description"),
                one(request, "iss"),
                visitors.of(request),
                session -> {
                    response.addHeader(HttpHeaders.SET_COOKIE, browser.gone(session));
                    return browser.in(request, session);
                }));
        ClosingPage.write(ending, response);
    }

    /** A parameter that comes twice is none: nobody may choose which one counts (RFC 6749 section 3.1). */
    private static @Nullable String one(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values != null && values.length == 1 ? values[0] : null;
    }

    /**
     * Some platforms take only one of the two names of one's own machine. The session and the browser's secret are at
     * ours, so the answer is carried over there, and counts only with them.
     */
    private boolean isAtTheOtherName(HttpServletRequest request) {
        return publicUrl.loopback() && !request.getServerName().equals(publicUrl.host());
    }

    private void toOurName(HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", publicUrl.of(request.getRequestURI()) + (query == null ? "" : "?" + query));
        response.setHeader("Cache-Control", "no-store");
    }
}
