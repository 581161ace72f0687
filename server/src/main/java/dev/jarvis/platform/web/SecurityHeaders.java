package dev.jarvis.platform.web;

import jakarta.servlet.http.HttpServletResponse;

/** What browsers are told about every answer (OWASP ASVS 5.0, 3.4). */
final class SecurityHeaders {
    /**
     * No inline script anywhere. Styles may be inline, because the dashboard's components set theirs at run time; with no
     * script and no outside address allowed a style can neither read nor send.
     */
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    static void on(HttpServletResponse response, boolean secure) {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        if (secure) response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }

    private SecurityHeaders() {}
}
