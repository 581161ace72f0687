package dev.jarvis.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * On one's own machine pages live at localhost: a cookie or passkey made there is unknown at 127.0.0.1. The connect pages
 * and the interface stay where they are asked for, because some platforms redirect to only one of the two names.
 */
final class OneHost {
    static boolean leaves(HttpServletRequest request, PublicUrl publicUrl) {
        String path = request.getRequestURI();
        return request.getServerName().equals("127.0.0.1")
                && publicUrl.host().equals("localhost")
                && request.getMethod().equals("GET")
                && !path.startsWith("/api/")
                && !path.startsWith("/connect");
    }

    static void redirect(HttpServletRequest request, HttpServletResponse response, PublicUrl publicUrl) {
        String query = request.getQueryString();
        response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
        response.setHeader("Location", publicUrl.of(request.getRequestURI()) + (query == null ? "" : "?" + query));
        response.setHeader("Cache-Control", "no-store");
    }

    private OneHost() {}
}
