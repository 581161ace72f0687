package dev.jarvis.observatory.session;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** From where somebody comes, as they are shown in the list of their sessions. */
public record Visit(String address, @Nullable String userAgent) {
    private static final int LONGEST = 300;

    public Visit {
        if (userAgent != null && userAgent.length() > LONGEST) userAgent = userAgent.substring(0, LONGEST);
    }

    public static Visit of(HttpServletRequest request) {
        return new Visit(request.getRemoteAddr(), request.getHeader("User-Agent"));
    }
}
