package dev.jarvis.observatory.session;

import dev.jarvis.platform.web.PublicUrl;
import dev.jarvis.sdk.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** The cookie with a session's secret: {@code __Host-jarvis} over https, {@code jarvis} on this machine's own http. */
public final class SessionCookie {
    private final KeptCookie cookie;

    SessionCookie(PublicUrl publicUrl) {
        this.cookie = new KeptCookie("jarvis", Sessions.LONGEST, publicUrl);
    }

    public Optional<Secret> in(HttpServletRequest request) {
        return cookie.in(request);
    }

    void set(HttpServletResponse response, Secret token) {
        cookie.set(response, token);
    }

    void clear(HttpServletResponse response) {
        cookie.clear(response);
    }
}
