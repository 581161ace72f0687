package dev.jarvis.observatory.door;

import dev.jarvis.observatory.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.springframework.web.servlet.HandlerMapping;

/** What a key with scopes may: the scope of the route, or one above it. */
final class Scopes {
    /** No scopes narrow nothing. */
    static boolean allow(Set<String> scopes, String needed) {
        return scopes.isEmpty() || scopes.stream().anyMatch(scope -> includes(scope, needed));
    }

    private static boolean includes(String scope, String needed) {
        return needed.equals(scope) || needed.startsWith(scope + ":") || needed.startsWith(scope + "/");
    }

    /** With the names in braces filled from the path of this request. */
    static String needed(Route route, HttpServletRequest request) {
        String scope = route.scope();
        for (Map.Entry<String, String> part : variables(request).entrySet())
            scope = scope.replace("{" + part.getKey() + "}", part.getValue());
        return scope;
    }

    @SuppressWarnings("unchecked") // put there by Spring MVC
    static Map<String, String> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? Map.of() : (Map<String, String>) variables;
    }

    private Scopes() {}
}
