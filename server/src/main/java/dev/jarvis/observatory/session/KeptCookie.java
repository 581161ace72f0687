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

/** A secret that a browser keeps for us: bound to this host over https, and hidden from scripts everywhere. */
public final class KeptCookie {
    private static final String BOUND_TO_THE_HOST = "__Host-";
    private final String plainName;
    private final Duration lasts;
    private final PublicUrl publicUrl;

    public KeptCookie(String plainName, Duration lasts, PublicUrl publicUrl) {
        this.plainName = plainName;
        this.lasts = lasts;
        this.publicUrl = publicUrl;
    }

    /** Two cookies of the name, which a neighbour on the host could plant, are as good as none. */
    public Optional<Secret> in(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) return Optional.empty();
        List<Cookie> ours = Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name()))
                .toList();
        boolean one = ours.size() == 1 && !ours.getFirst().getValue().isEmpty();
        return one ? Optional.of(Secret.of(ours.getFirst().getValue())) : Optional.empty();
    }

    public void set(HttpServletResponse response, Secret secret) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(secret.reveal(), lasts));
    }

    public void clear(HttpServletResponse response) {
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
        return publicUrl.secure() ? BOUND_TO_THE_HOST + plainName : plainName;
    }
}
