package dev.jarvis.integration.oauth;

import dev.jarvis.platform.web.PublicUrl;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/** The cookie by which a browser that left for a platform is known again; one for each session. */
final class BrowserSecret {
    private final PublicUrl publicUrl;

    BrowserSecret(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    String cookie(ConnectSession session, String secret) {
        return cookie(session, secret, ConnectFlow.AT_THE_PLATFORM);
    }

    String gone(ConnectSession session) {
        return cookie(session, "", Duration.ZERO);
    }

    /** Lax, because the platform sends people back by a link from its own pages. */
    private String cookie(ConnectSession session, String value, Duration life) {
        return ResponseCookie.from(name(session), value)
                .httpOnly(true)
                .secure(publicUrl.secure())
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build()
                .toString();
    }

    @Nullable
    String in(HttpServletRequest request, ConnectSession session) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) return null;
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name(session)))
                .map(Cookie::getValue)
                .findFirst()
                .orElse(null);
    }

    private String name(ConnectSession session) {
        return (publicUrl.secure() ? "__Host-jarvis-connect-" : "jarvis-connect-") + session.id();
    }
}
