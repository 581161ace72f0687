package dev.jarvis.observatory.session;

import dev.jarvis.platform.web.PublicUrl;
import dev.jarvis.sdk.Secret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie with a session's secret: {@code __Host-jarvis} over https, {@code jarvis} on this machine's own http. */
public final class SessionCookie {
    private final PublicUrl publicUrl;

    SessionCookie(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Two cookies of the name, which a neighbour on the host could plant, are as good as none. */
    public Optional<Secret> in(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) return Optional.empty();
        List<Cookie> ours = Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name()))
                .toList();
        return ours.size() == 1 ? Optional.of(Secret.of(ours.getFirst().getValue())) : Optional.empty();
    }

    void set(HttpServletResponse response, Secret token) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(token.reveal(), Sessions.LONGEST));
    }

    void clear(HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
    }

    private String cookie(String value, Duration age) {
        return ResponseCookie.from(name(), value)
                .httpOnly(true)
                .secure(publicUrl.secure())
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build()
                .toString();
    }

    private String name() {
        return publicUrl.secure() ? "__Host-jarvis" : "jarvis";
    }
}
